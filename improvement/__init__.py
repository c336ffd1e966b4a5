"""How well does it go, and what should change? Honest figures over the record."""
