"""Routes of accounts: of sign-in and one's own account (one address), and of public profiles (one per language)."""
