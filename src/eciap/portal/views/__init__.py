"""What the public opens: pages with what the contexts below know, themes, feeds for machines, and the demonstration."""
