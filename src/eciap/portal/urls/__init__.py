"""Routes of the portal: for people (one address per language) and for machines (one address for all)."""
