"""SOPs in the administration; a version in force or later is only shown."""

from procedures.admin.procedures import ProcedureAdmin
from procedures.admin.versions import VersionAdmin

__all__ = ["ProcedureAdmin", "VersionAdmin"]
