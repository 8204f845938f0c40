"""Tests of the prints of footage."""
