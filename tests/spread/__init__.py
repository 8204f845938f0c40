"""Tests of the room `spread`."""
