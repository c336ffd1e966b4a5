"""What every deed is made of: a turn at a locked document, passing it on, its record, its SQL."""
