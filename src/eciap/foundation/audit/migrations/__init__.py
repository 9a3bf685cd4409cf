"""Migrations of `audit`."""
