"""What guards the house itself: floors, doors, keys, links, public routes and sizes."""
