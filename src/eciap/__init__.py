"""The platform: policy learning by the open method of coordination, from evidence to effect."""
