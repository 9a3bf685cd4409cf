"""Stories with an exact ending; the folders mirror those of the source, path for path."""
