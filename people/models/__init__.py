"""Users, units, positions, and who holds which position when."""

from people.models.positions import Appointment, Position
from people.models.units import Unit
from people.models.users import User

__all__ = ["Appointment", "Position", "Unit", "User"]
