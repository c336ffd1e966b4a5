"""Write the index of the decisions, docs/adr/README.md, from the decisions themselves.

python scripts/decisions.py          # write it
python scripts/decisions.py --show   # print it instead
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent / "docs" / "adr"
INDEX = ROOT / "README.md"
BEGINNING = re.compile(
    r"# (?P<number>[1-9][0-9]*)\. (?P<title>.+)\n\n"
    r"- Date: (?P<date>[0-9]{4}-[0-9]{2}-[0-9]{2})\n"
    r"- Status: (?P<status>accepted|superseded by [0-9]{4})\n"
)
SAYS = """# Decisions

Each page tells why something is as it is: context, decision, consequences. It begins with the day
on which it was written and its status: `accepted`, or `superseded by NNNN`, the decision
that took its place. One is not rewritten when it changes; a new one supersedes it.

`python scripts/decisions.py` writes this index.

| number | decision | date | status |
|---|---|---|---|
"""


def rows() -> Iterator[tuple[int, str]]:
    """Yield the number and the line of each decision; raises ValueError where its page is odd."""
    for page in sorted(ROOT.glob("[0-9]*.md")):
        found = BEGINNING.match(page.read_text(encoding="utf-8"))
        if not found or page.name[:5] != f"{int(found['number']):04}-":
            raise ValueError(f"{page.name}: the number, title, date and status are asked for")
        status = found["status"]
        yield (
            int(found["number"]),
            f"| {page.name[:4]} | [{found['title']}]({page.name}) | {found['date']} | {status} |\n",
        )


def index() -> str:
    """Return the page with the index; numbers that were left out are named below it."""
    lines = dict(rows())
    missing = [f"{number:04}" for number in range(1, max(lines)) if number not in lines]
    left_out = f"\nThere are no decisions {', '.join(missing)}.\n" if missing else ""
    return SAYS + "".join(lines.values()) + left_out


if __name__ == "__main__":
    if sys.argv[1:] == ["--show"]:
        sys.stdout.write(index())
    else:
        INDEX.write_text(index(), encoding="utf-8")
