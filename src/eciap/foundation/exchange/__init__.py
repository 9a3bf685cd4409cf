"""What comes in from files: dry run, row errors, provenance, and a second run that changes nothing."""
