"""Tests of the room quote."""
