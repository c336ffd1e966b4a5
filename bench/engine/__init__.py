"""What a transition costs; `docs/performance.md` holds what came out and how to run it again."""
