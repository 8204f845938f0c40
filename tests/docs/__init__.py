"""What newcomers read is true: its commands run, and nothing that exists is left out of it."""
