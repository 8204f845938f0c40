"""Tests of the background."""
