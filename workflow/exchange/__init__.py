"""Facts from outside, the office's own data, and lists to take away."""

from workflow.exchange.holidays import Holiday, holidays_of, read_fixture
from workflow.exchange.lists import COLUMNS, MOST_ROWS, documents_to_xlsx

__all__ = [
    "COLUMNS",
    "MOST_ROWS",
    "Holiday",
    "documents_to_xlsx",
    "holidays_of",
    "read_fixture",
]
