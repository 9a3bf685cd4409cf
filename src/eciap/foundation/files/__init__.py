"""Files that people entrust to us: checked, stored privately, served only through a rule."""
