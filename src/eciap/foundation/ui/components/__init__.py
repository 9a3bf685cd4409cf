"""Components built in Python: those that a page draws dozens of times. The tags of `ui` hand out what is built here."""
