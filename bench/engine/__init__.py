"""What a transition costs; `docs/measurements.md` holds what came out and how to run it again."""
