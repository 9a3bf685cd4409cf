"""What the shared lists are read from: content files, our own tables, and the official files."""
