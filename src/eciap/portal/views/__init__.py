"""Where a visitor arrives: each view is one query or one operation."""
