"""How dates are written by languages whose way in Django is not ours."""
