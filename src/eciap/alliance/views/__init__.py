"""What the public reads about the alliance."""
