"""What was done, by whom and when: an append-only log that knows nobody by name."""
