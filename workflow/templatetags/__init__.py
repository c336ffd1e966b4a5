"""How working time is written on pages."""
