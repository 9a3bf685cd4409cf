"""The lists that everybody shares: themes, territories, sectors and kinds of instrument."""
