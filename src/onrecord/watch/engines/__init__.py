"""The engines of this room, one adapter a file."""
