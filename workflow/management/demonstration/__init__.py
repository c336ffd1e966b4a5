"""A month of an office's life, for a demonstration: made through the deeds that people do."""

from workflow.management.demonstration.living import NotToLive, live

__all__ = ["NotToLive", "live"]
