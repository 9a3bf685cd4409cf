"""What is typed at sign-in, for second factors and about oneself."""
