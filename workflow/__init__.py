"""What does happen: documents going through the steps of a version, the clock and the record."""
