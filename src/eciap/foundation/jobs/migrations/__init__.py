"""Migrations of `jobs`."""
