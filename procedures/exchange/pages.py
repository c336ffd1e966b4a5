"""How a sheet of a workbook comes out of a printer."""

from __future__ import annotations

from typing import Any

from openpyxl.worksheet.properties import PageSetupProperties


def fit_across(sheet: Any) -> None:
    """Let a sheet be printed across one landscape page, and down as many as it needs."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
