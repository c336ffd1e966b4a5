"""An SOP of fifteen rows is typed by hand, and the keys and clicks are counted."""

from __future__ import annotations

import json
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from people.models import Position, Unit
from procedures.models import Version

from .conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.looks]

OFFICE = Path(__file__).parents[2] / "fixtures" / "procedures.json"
ROWS = 15
ACTORS = {"Staf": "S", "Analis": "A", "Kasubbid": "Kas", "Kabid": "Kab"}  # what chooses each
KEYS_A_MINUTE = 200  # 40 words of five letters
CLICKS_A_MINUTE = 20  # look for it, take the mouse, move there, click, back to the keys
AIM = 15  # minutes


class Hands:
    """What a person does at a keyboard and with a mouse, counted; Ctrl+Enter is two keys."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = self.clicks = 0

    def click(self, where: Locator) -> None:
        where.click()
        self.clicks += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, key: str, times: int = 1) -> None:
        for _time in range(times):
            self.page.keyboard.press(key)
        self.keys += times * len(key.split("+"))

    def choose(self, where: Locator, text: str) -> None:
        """Search in a list that asks the server, and take the first that it finds."""
        self.click(where)
        search = self.page.locator(".select2-container--open .select2-search__field")
        expect(search).to_be_focused()  # nobody types before the list is open
        self.type(text)
        self.page.locator(".select2-results__option--highlighted", has_text=text).wait_for()
        self.press("Enter")

    @property
    def minutes(self) -> float:
        """How long that takes somebody who types 40 words a minute."""
        return self.keys / KEYS_A_MINUTE + self.clicks / CLICKS_A_MINUTE


def fifteen() -> list[dict[str, Any]]:
    """Return the first rows of the office's SOPs, given to our actors in turn, each third asked."""
    sops = json.loads(OFFICE.read_text(encoding="utf-8"))["in_force"]
    rows = [row for sop in sops for row in sop["rows"]][:ROWS]
    return [
        row | {"actor": actor, "no": place if place % 3 == 2 else None}
        for place, (row, actor) in enumerate(zip(rows, cycle(ACTORS), strict=False))
    ]


def cells(row: dict[str, Any]) -> dict[str, str]:
    """Return what is typed into the cells of a row behind its actors."""
    texts = {name: row.get(name, "") for name in ("time", "output", "remark")}
    return {"needs": "\n".join(row.get("needs", ())), **texts}


def type_cell(hands: Hands, text: str, above: str) -> None:
    """Type a text, or repeat the one above where it is the same."""
    if text and text == above:
        hands.press("Control+d")
        return
    for place, line in enumerate(text.split("\n")):
        if place:
            hands.press("Enter")
        hands.type(line)


def type_row(hands: Hands, row: dict[str, Any], above: dict[str, str]) -> None:
    """Type a row from its activity to where its Tidak leads."""
    hands.type(row["activity"])
    hands.press("Tab")
    hands.type(ACTORS[row["actor"]])
    hands.press("Tab")  # past those who take part
    for name, text in cells(row).items():
        hands.press("Tab")
        type_cell(hands, text, above.get(name, ""))
    if row["no"] is not None:
        hands.press("Tab", 2)
        hands.type(f"{row['no']}.")


def begin(hands: Hands) -> None:
    """Make an SOP and its draft with four columns, and stand in the first row."""
    page, unit = hands.page, Unit.objects.all()[0]
    page.goto("/admin/procedures/procedure/add/")
    hands.click(page.locator("[name=code]"))
    hands.type("KS-99")
    hands.choose(page.locator(".field-unit .select2-selection"), unit.name[:6])
    hands.click(page.locator("[name=_save]").first)
    page.goto("/admin/procedures/version/add/")
    hands.choose(page.locator(".field-procedure .select2-selection"), "KS-99")
    hands.click(page.locator("[name=title]"))
    hands.type("Menyiapkan laporan bulanan")
    for place, (name, position) in enumerate(zip(ACTORS, Position.objects.all(), strict=False)):
        if place:
            hands.click(page.locator("#actors-group .add-row a"))
        hands.click(page.locator(f"[name=actors-{place}-name]"))
        hands.type(name)
        select = page.locator(f"#actors-{place} .field-position .select2-selection")
        hands.choose(select, position.title[:6])
    hands.click(page.locator("[name=_continue]").first)
    hands.click(page.locator("[name=steps-0-activity]"))


def test_sop_of_fifteen_rows_is_typed_in_less_than_fifteen_minutes(sign_in: SignIn) -> None:
    rows, hands = fifteen(), Hands(sign_in("admin"))
    begin(hands)
    above: dict[str, str] = {}
    for place, row in enumerate(rows):
        if place:
            hands.press("Control+Enter")
        type_row(hands, row, above)
        above = cells(row)
    hands.click(hands.page.locator("[name=_save]").first)
    hands.page.wait_for_url("**/version/")
    version = Version.objects.get(procedure__code="KS-99")
    assert [
        (
            step.activity,
            str(step.actor),
            "\n".join(need.text for need in step.requirements.all()),
            step.standard_text,
            step.output,
            step.remark,
            step.no_way_step and step.no_way_step.number,
        )
        for step in version.ordered_steps()
    ] == [(row["activity"], row["actor"], *cells(row).values(), row["no"]) for row in rows]
    assert (hands.keys, hands.clicks) == (2686, 19)
    assert hands.minutes < AIM
