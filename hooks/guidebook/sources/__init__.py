"""Sources: what the guide's claims rest on, and what of it was read."""
