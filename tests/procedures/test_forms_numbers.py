from decimal import Decimal

import pytest
from django.forms import Form
from django.utils import translation

from procedures.forms import NumberField


class Typed(Form):
    amount = NumberField(required=False)
    count = NumberField(whole=True, min_value=0, max_value=32_767, required=False)


def typed(**data: str) -> Typed:
    with translation.override("id"):
        form = Typed(data)
        form.full_clean()
    return form


def test_a_number_is_typed_in_a_box_of_text_with_the_keys_of_digits() -> None:
    shown = str(Typed(initial={"amount": Decimal("1250000.5"), "count": 450})["amount"])
    assert 'type="text"' in shown
    assert 'inputmode="decimal"' in shown
    assert 'value="1.250.000,5"' in shown


@pytest.mark.parametrize(("text", "value"), [("", None), ("  ", None), ("750.000", 750000)])
def test_a_number_is_cleaned_as_people_write_it(text: str, value: int | None) -> None:
    form = typed(amount=text, count="")
    assert (form.errors, form.cleaned_data) == ({}, {"amount": value, "count": None})


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize(("text", "readings"), [("1,000", ("1", "1.000")), ("1.5", ("1,5", "15"))])
def test_what_is_not_sure_stays_and_both_readings_are_offered(
    text: str, readings: tuple[str, str], language: str
) -> None:
    with translation.override(language):
        form = Typed({"amount": text})
        (said,) = form.errors["amount"]
        offered = {"id": " atau ", "en": " or "}[language].join(readings)
        assert f"“{text}”" in str(said)
        assert str(said).endswith(f" {offered}.")
        assert f'value="{text}"' in str(form["amount"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0", []),
        ("32.767", []),
        ("32.768", ["Tulis 32.767 atau kurang."]),
        ("-1", ["Tulis 0 atau lebih."]),
        ("1,5", ["Tulis bilangan bulat, tanpa koma."]),
        ("lima", ["Tulis bilangan dengan angka, misalnya 1.250.000 atau 2500,75."]),
    ],
)
def test_a_whole_number_has_its_bounds(text: str, said: list[str]) -> None:
    assert typed(count=text).errors.get("count", []) == said


def test_a_number_changes_only_where_another_one_is_typed() -> None:
    field = NumberField(required=False)
    kept = Decimal("1000")
    assert not field.has_changed(kept, "1 000")
    assert not field.has_changed(None, "")
    assert field.has_changed(kept, "1.001")
    assert field.has_changed(kept, "seribu")
    assert not NumberField(disabled=True).has_changed(kept, "5")
