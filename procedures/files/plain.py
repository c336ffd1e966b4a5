"""Tables and what was found in them as plain data, between two processes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, TypeVar

from procedures.definition import Target
from procedures.reading import (
    Cell,
    Confidence,
    Doubt,
    Evidence,
    FoundRow,
    FoundTable,
    Grid,
    Ink,
    Place,
    Reading,
    Source,
    SourceKind,
    Value,
)

T = TypeVar("T")


def grids_to_plain(grids: list[Grid]) -> list[dict[str, Any]]:
    """Return tables as plain data."""
    return [
        {
            "place": _place_to_plain(grid.place),
            "cells": [
                [
                    *(cell.row, cell.column, cell.text, cell.rows, cell.columns, cell.ink),
                    *(cell.boxed, cell.lasting, cell.doubts),
                ]
                for cell in grid.cells
            ],
            "heading": grid.heading,
            "is_wrapped": grid.is_wrapped,
            "edges": grid.edges,
            "left_out": grid.left_out,
            "doubts": grid.doubts,
        }
        for grid in grids
    ]


def grids_of(data: list[dict[str, Any]]) -> list[Grid]:
    """Return the tables of plain data."""
    return [
        Grid(
            _place(each["place"]),
            tuple(_cell(cell) for cell in each["cells"]),
            tuple(each["heading"]),
            each["is_wrapped"],
            tuple(each["edges"]),
            tuple(each["left_out"]),
            tuple((row, Doubt(doubt)) for row, doubt in each["doubts"]),
        )
        for each in data
    ]


def reading_to_plain(reading: Reading) -> dict[str, Any]:
    """Return what was found as plain data."""
    return asdict(reading)


def reading_of(data: dict[str, Any]) -> Reading:
    """Return what was found from plain data."""
    tables = tuple(_table(each) for each in data["tables"])
    return Reading(tables, data["passed_over"], tuple(map(Doubt, data["doubts"])))


def _place_to_plain(place: Place) -> list[Any]:
    return [place.kind, place.number, place.name, place.first_row]


def _place(data: list[Any]) -> Place:
    kind, number, name, first_row = data
    return Place(SourceKind(kind), number, name, first_row)


def _cell(values: list[Any]) -> Cell:
    row, column, text, rows, columns, ink, boxed, lasting, doubts = values
    return Cell(
        *(row, column, text, rows, columns, Ink(ink) if ink else None),
        boxed=boxed,
        lasting=lasting,
        doubts=tuple(map(Doubt, doubts)),
    )


def _table(data: dict[str, Any]) -> FoundTable:
    identity = {name: _value(each, str) for name, each in data["identity"].items()}
    return FoundTable(
        title=_value(data["title"], str),
        actors=tuple(_value(each, str) for each in data["actors"]),
        rows=tuple(_row(each) for each in data["rows"]),
        place=_place([*data["place"].values()]),
        capsules=data["capsules"],
        end_actor=data["end_actor"],
        has_column_numbers=data["has_column_numbers"],
        doubts=tuple(map(Doubt, data["doubts"])),
        identity=identity,
    )


def _row(data: dict[str, Any]) -> FoundRow:
    return FoundRow(
        number=_value(data["number"], _same),
        activity=_value(data["activity"], str),
        actor=_value(data["actor"], _same),
        participants=_value(data["participants"], tuple),
        needs=_value(data["needs"], tuple),
        time=_value(data["time"], str),
        output=_value(data["output"], str),
        remark=_value(data["remark"], str),
        no=_value(data["no"], _target),
        yes_label=data["yes_label"],
        no_label=data["no_label"],
    )


def _value(data: dict[str, Any], of: Callable[[Any], T]) -> Value[T]:
    doubts = tuple(map(Doubt, data["doubts"]))
    return Value(
        of(data["value"]), Confidence(data["confidence"]), _evidence(data["evidence"]), doubts
    )


def _evidence(data: dict[str, Any] | None) -> Evidence | None:
    if data is None:
        return None
    place = _place([*data["place"].values()])
    return Evidence(Source(data["source"]), place, data["row"], data["column"], data["text"])


def _target(data: dict[str, Any] | None) -> Target | None:
    return None if data is None else Target(data["way"], data["row"])


def _same(value: int | None) -> int | None:
    return value
