"""The paper and how wide the columns of the table are on it, in mm."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

MARGIN = 12.0  # left and right
MARGIN_TOP = 16.0  # with the running title
MARGIN_BOTTOM = 12.0  # with the page numbers
BORDER = 0.25
POINT = 25.4 / 72
HEADING_PADDING = 1.0  # left and right together
NUMBER_WIDTH = 8.0
LEAST_TIME_WIDTH = 13.5
MOST_ACTORS = 12
LEAST_POINTS = 6.0
VISITS_WIDTH = 52.0
TRACKED_POINTS = 7.0

# Most actors, inner width of an actor column, size of type in points.
STAGES = ((5, 20.0, 8.5), (6, 18.0, 8.5), (8, 15.0, 8.0), (10, 13.0, 7.5), (MOST_ACTORS, 11.5, 7.0))
# How activity, needs, time, output and remark share what is left.
SHARES = (0.345, 0.2, 0.11, 0.205, 0.14)


class NotPrintable(ValueError):
    """A table that no sheet can hold so that it can be read; its text says what to do."""


@dataclass(frozen=True)
class Paper:
    """A sheet in landscape."""

    name: str
    width: float
    height: float
    margin: float = MARGIN
    margin_top: float = MARGIN_TOP
    margin_bottom: float = MARGIN_BOTTOM

    @property
    def room_across(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def room_down(self) -> float:
        """The height between the margins."""
        return self.height - self.margin_top - self.margin_bottom


A4 = Paper("A4", 297.0, 210.0)
F4 = Paper("F4", 330.0, 215.0)  # folio, as Indonesian offices buy it
PAPERS = {"a4": A4, "f4": F4}


@dataclass(frozen=True)
class Columns:
    """Widths from border to border, and the size of type in points.

    `actor` is the pitch of an actor column; its inner width is less by a border.
    """

    actor: float
    activity: float
    needs: float
    time: float
    output: float
    remark: float
    points: float
    number: float = NUMBER_WIDTH
    visits: float = 0.0

    @property
    def actor_inner(self) -> float:
        """The width that a tile has."""
        return self.actor - BORDER

    @property
    def heading_room(self) -> float:
        """The width that an actor's heading has on one line."""
        return self.actor_inner - HEADING_PADDING


def columns(paper: Paper, actors: int, *, is_tracked: bool = False) -> Columns:
    """Return the widths for so many actors; columns and type shrink within what can be read.

    A tracked table has one more column, for a document's visits. Raises NotPrintable beyond
    MOST_ACTORS.
    """
    stage = next((stage for stage in STAGES if actors <= stage[0]), None)
    if stage is None:
        raise NotPrintable(
            _("The SOP has %(actors)s actor columns; at most %(most)s can be read on one sheet.")
            % {"actors": actors, "most": MOST_ACTORS}
        )
    _most, inner, points = stage
    pitch = inner + BORDER
    visits = VISITS_WIDTH if is_tracked else 0.0
    left = paper.room_across - NUMBER_WIDTH - actors * pitch - visits
    activity, needs, time, output, remark = (share * left for share in SHARES)
    missing = max(0.0, LEAST_TIME_WIDTH - time)
    return Columns(
        actor=pitch,
        activity=activity - missing,
        needs=needs,
        time=time + missing,
        output=output,
        remark=remark,
        points=points if not is_tracked else min(points, TRACKED_POINTS),
        visits=visits,
    )
