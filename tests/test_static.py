"""Static files: what pages use is collected, and of large packages nothing else."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.management import call_command
from django_htmx.jinja import htmx_script
from fontTools.ttLib import TTFont
from pytest_django.fixtures import Settings

from sopks.fonts import LETTERS, SIGNS
from sopks.settings import STORAGES
from sopks.static import CHOSEN, is_used
from tests.settings import ROOT

NAMED = re.compile(r"{% static ['\"]([^'\"]+)['\"] %}")


def collected(settings: Settings, place: Path) -> dict[str, str]:
    """Collect as ./run does; return under which name each file lies."""
    settings.STORAGES = {**settings.STORAGES, "staticfiles": STORAGES["staticfiles"]}
    settings.STATIC_ROOT = place
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = json.loads((place / "staticfiles.json").read_text(encoding="utf-8"))
    names: dict[str, str] = manifest["paths"]
    return names


def test_all_that_pages_use_is_collected_and_of_large_packages_nothing_else(
    settings: Settings, tmp_path: Path
) -> None:
    names = collected(settings, tmp_path / "collected")
    used = {
        name
        for page in (ROOT / "templates").rglob("*.html")
        for name in NAMED.findall(page.read_text(encoding="utf-8"))
    }
    served = re.search(r"static/(django_htmx/[^\"?]+)", htmx_script())
    assert served is not None
    (htmx,) = [name for name, hashed in names.items() if hashed == served[1]]
    assert used - set(names) == set()
    of_packages = {name for name in names if name.partition("/")[0] in CHOSEN}
    assert of_packages == {name for name in used if name.startswith("bootstrap/")} | {htmx}
    assert all((tmp_path / "collected" / f"{names[name]}.gz").exists() for name in of_packages)


def test_what_is_not_collected_is_not_found_by_tests_either() -> None:
    for name in ("bootstrap/css/bootstrap.css", "django_htmx/htmx-4.js"):
        assert (is_used(name), finders.find(name)) == (False, None)
    for name in ("bootstrap/css/bootstrap.min.css", "sopks/app.css", "admin/css/base.css"):
        assert is_used(name)
        assert finders.find(name)


def test_letters_are_a_part_of_the_font_that_keeps_its_notes(
    settings: Settings, tmp_path: Path
) -> None:
    names = collected(settings, tmp_path / "collected")
    made = (tmp_path / "collected" / names[LETTERS]).read_bytes()
    with TTFont(BytesIO(made)) as font:
        assert font.flavor == "woff2"
        signs = set(font.getBestCmap() or ())
        assert signs <= set(SIGNS)
        assert {*map(ord, "Aaé9–…“”→")} <= signs
        assert "Open Font License" in str(font["name"].getDebugName(13))
        assert {axis.axisTag for axis in font["fvar"].axes} == {"wght"}
    assert len(made) < 30_000
    sheet = (tmp_path / "collected" / names["sopks/tokens.css"]).read_text(encoding="utf-8")
    assert f'url("{Path(names[LETTERS]).name}")' in sheet
