"""Compare the texts of the source (a fresh .pot) with a catalogue (.po); fail if some are open."""

import sys
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po


def read(path: str) -> Catalog:
    """Read a catalogue; one that does not exist is empty."""
    text = Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""
    # A fresh .pot leaves the plural forms open, which Babel cannot read.
    text = text.replace("nplurals=INTEGER; plural=EXPRESSION", "nplurals=2; plural=(n != 1)")
    return read_po(text.splitlines())


def problem(message: Message, catalogue: Catalog) -> str:
    """Say in a word what is wrong with the translation of a text, if something is."""
    found = catalogue.get(message.id, message.context)
    if found is None:
        is_obsolete = any(message.id == old.id for old in catalogue.obsolete.values())
        return "obsolete, yet used" if is_obsolete else "missing"
    if found.fuzzy:
        return "fuzzy"
    strings = found.string if isinstance(found.string, tuple) else (found.string,)
    if found.pluralizable != message.pluralizable or not all(strings):
        return "missing"
    return ""


source, catalogue = map(read, sys.argv[1:])
problems = [(problem(message, catalogue), message.id) for message in source if message.id]
lines = [f"{word}: {text!r}\n" for word, text in problems if word]
if lines:
    sys.stderr.writelines(lines)
    sys.exit(f"{sys.argv[2]}: run `make messages`, then translate these texts.")
sys.stdout.write(f"{len(problems)} texts, all translated.\n")
