"""How pages lead to SOPs."""
