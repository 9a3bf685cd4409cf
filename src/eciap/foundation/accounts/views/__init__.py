"""Pages of one's own account, and the doors that are closed."""
