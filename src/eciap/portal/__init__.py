"""What the public sees put together: home, themes, news, publications and pages of prose."""
