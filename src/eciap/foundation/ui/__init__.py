"""What every page is made of: base template, components, marks, charts, navigation and slot registries."""
