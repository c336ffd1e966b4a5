"""A table is copied in Word and pasted into the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .conftest import SignIn

pytestmark = [pytest.mark.browser, pytest.mark.looks]

COPIED = (
    "<html><head><style>td{color:red}</style></head><body><table>"
    "<tr><td rowspan=2>No<td rowspan=2>Kegiatan<td colspan=2>Pelaksana<td rowspan=2>Waktu</tr>"
    "<tr><td>Staf<td>Kepala</tr>"
    "<tr><td>1<td>Menerima surat<td style='background:yellow'><td>"
    "<td>10 <img alt=menit src='data:,x'></tr>"
    "</table></body></html>"
)
PASTE = """([html, text]) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", text);
    const field = document.querySelector("textarea");
    field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data}));
    field.value = text;
}"""


@pytest.mark.parametrize("width", [1280, 360])
def test_a_table_pasted_from_word_keeps_its_merged_cells(sign_in: SignIn, width: int) -> None:
    page = sign_in("admin", width)
    page.goto("/procedures/bring-in/")
    page.evaluate(PASTE, [COPIED, "No Kegiatan Pelaksana Waktu"])
    carried = page.locator("[data-paste]")
    expect(carried).not_to_have_value("")
    assert ("<table>" in carried.input_value(), "<style" in carried.input_value()) == (True, False)
    assert "data:" not in carried.input_value()
    page.locator("main form button[type=submit]").click()
    expect(page.locator("[name=rows-0-activity]")).to_have_value("Menerima surat")
    expect(page.locator("[name=actors-1-name]")).to_have_value("Kepala")
    expect(page.locator("[name=rows-0-actor]")).to_have_value("0")
    expect(page.locator("[name=rows-0-time]")).to_have_value("10 menit")
    assert page.evaluate("document.documentElement.scrollWidth") == width
