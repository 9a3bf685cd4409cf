"""Work that can wait: Django's task API on procrastinate, and the outbox for mail."""
