"""Interface and content in many languages, also of plain models."""
