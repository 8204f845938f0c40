"""Tests of shards, whatever stands on them."""
