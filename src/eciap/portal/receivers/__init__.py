"""What the portal does when something happened: to its own pages, and to people's roles."""
