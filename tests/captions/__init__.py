"""Tests of caption files."""
