"""What the list of a personnel system says of an office's people, and what that would change here.

Plain Python on frozen values, without a database: `Staff.of` understands the rows of a file,
`compare` holds them against what is there.
"""

from people.personnel.comparing import compare
from people.personnel.lines import Line, Staff, understand
from people.personnel.plans import Plan
from people.personnel.there import NEW, Account, Held, Node, Post, There, Ties
from people.personnel.wrong import Fault, Wrong

__all__ = [
    "NEW",
    "Account",
    "Fault",
    "Held",
    "Line",
    "Node",
    "Plan",
    "Post",
    "Staff",
    "There",
    "Ties",
    "Wrong",
    "compare",
    "understand",
]
