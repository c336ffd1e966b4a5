"""What was tried, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing that was tried some times: how often it held, and what was lost.

    `aside` tells what could not be tried here, and why; that is no loss.
    """

    what: str
    tried: int
    lost: tuple[str, ...] = ()
    aside: str = ""

    @property
    def held(self) -> int:
        return self.tried - min(self.tried, len(self.lost))


def checked(what: str, *doubts: str) -> Finding:
    """Return the finding of one thing tried once: lost where one of the doubts says something."""
    said = [doubt for doubt in doubts if doubt]
    return Finding(what, 1, ("; ".join(said),) if said else ())


def unless(is_so: object, doubt: str) -> str:
    """Return a doubt, or nothing where all is as it should be."""
    return "" if is_so else doubt


def table(title: str, findings: Iterable[tuple[str, Finding]]) -> str:
    """Return a table with a line for each thing tried, and below it what was lost of it."""
    rows = list(findings)
    lines = [f"### {title}", "", "| attack | tried | held | lost |", "|---|---:|---:|---:|"]
    for name, finding in rows:
        counted = f"{finding.tried} | {finding.held} | {finding.tried - finding.held}"
        lines.append(f"| {name}: {finding.what} | {counted} |")
    tried, held = (sum(getattr(each, name) for _, each in rows) for name in ("tried", "held"))
    lines += [f"| **all** | **{tried}** | **{held}** | **{tried - held}** |", ""]
    return "\n".join([*lines, *_told(rows)])


def _told(rows: Sequence[tuple[str, Finding]]) -> list[str]:
    counted = [(f"{name}: {each.what}", Counter(each.lost).items()) for name, each in rows]
    lost = [
        f"- lost: {what}: {each}{f' ({times} times)' if times > 1 else ''}"
        for what, said in counted
        for each, times in said
    ]
    aside = [f"- not tried: {name}: {each.what}: {each.aside}" for name, each in rows if each.aside]
    return [*lost, *aside, ""] if lost or aside else []
