"""A month of an office's life, for a demonstration: made through the deeds that people do."""

from workflow.management.demonstration.living import NotToLive, has_lived, live

__all__ = ["NotToLive", "has_lived", "live"]
