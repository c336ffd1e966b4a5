"""The formats in which an SOP can be taken out."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from procedures.exchange.bpmn import version_to_bpmn
from procedures.exchange.definitions import version_to_file
from procedures.exchange.xlsx import version_to_xlsx
from procedures.models import Version


@dataclass(frozen=True)
class Format:
    """One kind of file; `write` makes it of a version loaded by `with_table`."""

    content_type: str
    write: Callable[[Version], bytes]


def _json(version: Version) -> bytes:
    return json.dumps(version_to_file(version), ensure_ascii=False, indent=1).encode()


FORMATS = {
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", version_to_xlsx
    ),
    "json": Format("application/json", _json),
    "bpmn": Format("application/xml", version_to_bpmn),
}
