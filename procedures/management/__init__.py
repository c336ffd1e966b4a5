"""Work without a request."""
