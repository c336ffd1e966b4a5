"""Write the kept tables into the papers, where they are marked.

    python -m bench.render

A mark is `<!-- table NAME -->`, or `<!-- table NAME: row; row -->` for some rows by their first
cells; all up to `<!-- end -->` is written anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from bench.tables import kept

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAPERS = (DOCS / "performance.md", DOCS / "measurements.md")
MARK = re.compile(
    r"<!-- table (?P<name>[a-z0-9-]+)(?:: (?P<rows>[^\n]+?))? -->\n.*?<!-- end -->", re.S
)


def rendered(text: str) -> str:
    """Return a paper with its tables as they are kept; raises KeyError for a row that is not."""
    return MARK.sub(_block, text)


def _block(mark: re.Match[str]) -> str:
    wanted = mark["rows"].split("; ") if mark["rows"] else ()
    first = mark[0].partition("\n")[0]
    return f"{first}\n{kept(mark['name']).markdown(wanted)}\n\n<!-- end -->"


if __name__ == "__main__":
    for paper in PAPERS:
        paper.write_text(rendered(paper.read_text(encoding="utf-8")), encoding="utf-8")
