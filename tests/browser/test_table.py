"""The official table on screen: its lines, pixel by pixel."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from procedures.definition import Row
from procedures.models import Version
from procedures.printing.form import drawn, screen_options
from procedures.printing.tiles import SCREEN
from tests import make
from tests.browser.conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.looks]

BOTTOM, RIGHT = 4, 6  # levels of a tile at its edges
Crossing = tuple[str, float, float]  # down or across, and where
REACH = 5  # CSS pixels on both sides of a border
DARK = 140  # of 255; a line of 1.25 pixels is grey at its rim
ACTIVITY = "Memeriksa hasil ketikan"
WIDE = 2000  # pixels: the table of 12 actors stands whole in it
# Where lines cross the lower or the right border of a cell, from the styles that draw them.
CROSSINGS = """() => {
  const found = [];
  for (const cell of document.querySelectorAll("td.r")) {
    const style = getComputedStyle(cell), box = cell.getBoundingClientRect();
    if (style.backgroundImage === "none") continue;
    const zoom = box.width / cell.offsetWidth;
    const inner = [box.left + cell.clientLeft * zoom, box.top + cell.clientTop * zoom];
    const sizes = style.backgroundSize.split(", "), places = style.backgroundPosition.split(", ");
    const split = (text) => text.match(/calc\\([^)]*\\)|[^ ]+/g);
    places.forEach((place, index) => {
      const [x, y] = split(place), [width] = split(sizes[index]);
      if (width === "1px" && y.startsWith("calc(100% + "))
        found.push(["down", inner[0] + (parseFloat(x) + 0.5) * zoom, box.bottom]);
      if (width !== "1px" && parseFloat(x) + parseFloat(width) > cell.clientWidth)
        found.push(["across", box.right, inner[1] + cell.clientHeight * zoom *
          (y === "50%" ? 0.5 : 0) + (y === "50%" ? 0 : y.startsWith("calc(100% - ")
            ? cell.clientHeight * zoom - (parseFloat(y.slice(12)) + 0.5) * zoom
            : (parseFloat(y) + 0.5) * zoom)]);
    });
  }
  return found;
}"""

# Cut a line at a crossing: a white hair of one pixel of the screen, three pixels before the border.
HAIR = """([way, x, y]) => {
  const hair = document.createElement("i"), thin = 1 / devicePixelRatio, snap = (at) =>
    Math.round(at * devicePixelRatio) / devicePixelRatio;
  const [left, top] = way === "down" ? [x - 4, snap(y - 3)] : [snap(x - 3), y - 4];
  const [width, height] = way === "down" ? [8, thin] : [thin, 8];
  hair.style.cssText = `position:absolute; z-index:9; background:#fff;
    left:${left + scrollX}px; top:${top + scrollY}px; width:${width}px; height:${height}px`;
  document.body.append(hair);
}"""


def with_twelve_actors() -> Version:
    """Make an SOP whose lines go to and fro between twelve actors."""
    rows = [
        Row(
            f"Kegiatan {number} " + "diperiksa dan diteruskan " * (number % 4),
            f"Pejabat {number * 5 % 12 + 1}",
            no=make.to(number - 2) if number % 5 == 0 else None,
        )
        for number in range(1, 25)
    ]
    return make.version(rows, code="KS-12P")


def crossings_of(code: str) -> dict[str, int]:
    """Count the lines that the drawing leads over lower and right borders of cells."""
    version = Version.objects.with_table().get(procedure__code=code, state="in_force")
    drawing, _markup = drawn(version.graph(), screen_options(version), SCREEN, None)
    tiles = [tile for page in drawing.pages for row in page.rows for tile in row.tiles]
    return {
        "down": sum(line.y1 == BOTTOM for tile in tiles for line in tile.verticals),
        "across": sum(line.x1 == RIGHT for tile in tiles for line in tile.horizontals),
    }


def gaps(page: Page, scale: float, crossings: list[Crossing]) -> Iterator[Crossing]:
    """Yield the crossings that are not dark all the way."""
    image = Image.open(BytesIO(page.screenshot(full_page=True, scale="device"))).convert("L")
    for way, x, y in crossings:
        steps = range(round(-REACH * scale), round(REACH * scale) + 1)
        spots = (
            (x * scale, y * scale + step) if way == "down" else (x * scale + step, y * scale)
            for step in steps
        )
        if any(darkest(image, way, *spot) > DARK for spot in spots):
            yield way, x, y


def darkest(image: Any, way: str, x: float, y: float) -> int:
    """Return the darkest pixel across the line, whose middle lies within two pixels."""
    near = range(-2, 3)
    if way == "down":
        return int(min(image.getpixel((int(x) + side, int(y))) for side in near))
    return int(min(image.getpixel((int(x), int(y) + side)) for side in near))


@pytest.mark.parametrize(("scale", "zoom"), [(1.0, 1.0), (1.25, 1.0), (1.0, 1.25)])
def test_lines_run_through_from_row_to_row(sign_in: SignIn, scale: float, zoom: float) -> None:
    with_twelve_actors()
    page = sign_in("staf", WIDE, scale=scale)
    for code in ("KS-01", "KS-08", "KS-12P"):
        page.goto(make.at(code))
        page.evaluate("zoom => { document.documentElement.style.zoom = zoom }", zoom)
        crossings = page.evaluate(CROSSINGS)
        ways = [way for way, _x, _y in crossings]
        assert {way: ways.count(way) for way in ("down", "across")} == crossings_of(code)
        assert list(gaps(page, scale, crossings)) == []


def test_a_line_that_is_gone_would_be_missed(sign_in: SignIn) -> None:
    page = sign_in("staf", WIDE)
    page.goto(make.at("KS-08"))
    crossings = page.evaluate(CROSSINGS)
    page.evaluate("document.querySelectorAll('td.r').forEach(e => e.style.background = 'none')")
    assert {(x, y) for _way, x, y in gaps(page, 1.0, crossings)} == {
        (x, y) for _, x, y in crossings
    }


@pytest.mark.parametrize("scale", [1.0, 1.25])
@pytest.mark.parametrize("way", ["down", "across"])
def test_a_gap_of_one_pixel_is_seen(sign_in: SignIn, scale: float, way: str) -> None:
    page = sign_in("staf", WIDE, scale=scale)
    page.goto(make.at("KS-08"))
    crossings = page.evaluate(CROSSINGS)
    cut = next(crossing for crossing in crossings if crossing[0] == way)
    page.evaluate(HAIR, cut)
    assert set(gaps(page, scale, crossings)) == {tuple(cut)}


def test_activity_stays_in_sight_and_the_list_below_tells_the_same(sign_in: SignIn) -> None:
    page = sign_in("staf", 360)
    page.goto(make.at("KS-08"))
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    region = page.get_by_role("region", name="SOP dalam bentuk tabel")
    region.evaluate("element => { element.scrollLeft = 300 }")
    activity = region.get_by_role("rowheader", name=ACTIVITY).bounding_box()
    frame = region.bounding_box()
    assert activity is not None
    assert frame is not None
    assert activity["x"] == frame["x"]
    item = page.get_by_role("list", name="SOP dalam bentuk daftar").get_by_role("listitem").nth(3)
    expect(item).to_be_visible()
    expect(item).to_contain_text(ACTIVITY)
    expect(item).to_contain_text("Ya ke langkah 5, Tidak kembali ke langkah 3")


def test_list_is_heard_where_the_table_fits_but_not_seen(sign_in: SignIn) -> None:
    page = sign_in("staf")
    page.goto(make.at("KS-08"))
    listed = page.get_by_role("list", name="SOP dalam bentuk daftar")
    expect(listed.get_by_role("listitem")).to_have_count(8)
    box = listed.bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (1, 1)


ODD = (
    "x" * 300,
    "Membaca بسم الله الرحمن الرحيم bersama",
    "Rapat 🎉 👨‍👩‍👧",
    "KB & KS <b>tebal</b>",
)


@pytest.mark.parametrize("width", [360, WIDE])
def test_odd_texts_neither_widen_the_page_nor_break_a_line(sign_in: SignIn, width: int) -> None:
    rows = [Row(odd, odd[:100], needs=(odd,), output=odd, remark=odd) for odd in ODD]
    make.version(rows, code="KS-ODD")
    page = sign_in("staf", width)
    page.goto(make.at("KS-ODD"))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    activities = page.locator("table.sop tbody th.activity")
    assert activities.all_inner_texts() == list(ODD)
    if width == WIDE:
        assert list(gaps(page, 1.0, page.evaluate(CROSSINGS))) == []
