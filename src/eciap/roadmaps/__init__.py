"""Recommendations, and later the plans and commitments that follow from them."""
