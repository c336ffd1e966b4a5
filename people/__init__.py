"""Who works here: users, units, positions and appointments."""
