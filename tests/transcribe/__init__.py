"""Tests of the room transcribe."""
