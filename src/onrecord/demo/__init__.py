"""The demonstration: a desk that follows one invented release the whole way."""
