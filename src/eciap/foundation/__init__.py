"""The ground floor: eight small apps that every context stands on, each standing on the ones before it."""
