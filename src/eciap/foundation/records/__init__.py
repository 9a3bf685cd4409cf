"""One row per citable thing; facts, sources, evidence links and search hang on it."""
