"""Organisations, their membership and seats, roles, concrete actions and the chronicle."""
