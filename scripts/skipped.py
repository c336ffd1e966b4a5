"""List the skipped tests of pytest's XML reports; with CI=true a skipped test is a failure."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET


def skipped(report: Path) -> Iterator[str]:
    """Yield a line for each skipped test of one run."""
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 # our own report
        for skip in case.iter("skipped"):
            test = f"{case.get('classname')}::{case.get('name')}"
            yield f"skipped: {report.stem}: {test}: {skip.get('message')}"


lines = [line for report in sys.argv[1:] for line in skipped(Path(report))]
sys.stdout.write("\n".join(lines or ["No test was skipped."]) + "\n")
sys.exit(bool(lines) and os.environ.get("CI") == "true")
