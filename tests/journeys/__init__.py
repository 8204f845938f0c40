"""Journeys from the command line, end to end."""
