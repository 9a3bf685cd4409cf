"""One API that mounts the endpoints of each context."""
