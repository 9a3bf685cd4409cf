"""People and their way in: Person, sign-in, and what they have agreed to."""
