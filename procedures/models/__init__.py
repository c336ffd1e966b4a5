"""SOPs, their versions and the rows of their tables."""

from procedures.models.procedures import Procedure, Version
from procedures.models.steps import Actor, Requirement, StartField, Step

__all__ = ["Actor", "Procedure", "Requirement", "StartField", "Step", "Version"]
