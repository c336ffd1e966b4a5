"""Signs of fonts that have no letters: Wingdings, Webdings and Symbol, as what people see."""

from __future__ import annotations

UNKNOWN = "\ufffd"
"""Stands for a sign that is none of these."""

_ARROWS = {0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→", 0xE9: "↑", 0xEA: "↓"}
_OPEN_ARROWS = {0xEF: "←", 0xF0: "→", 0xF1: "↑", 0xF2: "↓", 0xD8: "➢", 0xF3: "↔"}
_BOXES = {0x6E: "■", 0x6F: "☐", 0x70: "☐", 0x71: "☐", 0x72: "☐", 0xA7: "▪", 0xA8: "☐"}
_DOTS = {0x6C: "●", 0x6D: "○", 0x9E: "•", 0x9F: "•", 0xA1: "○", 0xA2: "○", 0xA3: "○", 0xA4: "●"}
_DIAMONDS = {0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "◆", 0x77: "◆"}
_TICKS = {0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x78: "☒"}
_CIRCLED = {0x80 + n: str(n) for n in range(11)} | {0x8B + n: str(n) for n in range(11)}
_WINGDINGS = _ARROWS | _OPEN_ARROWS | _BOXES | _DOTS | _DIAMONDS | _TICKS | _CIRCLED

_WINGDINGS_2 = {
    0x4F: "✗",
    0x50: "✓",
    0x51: "☒",
    0x52: "☑",
    0x53: "☒",
    0x54: "☒",
    0x55: "✗",
    0x56: "✗",
    0x95: "•",
    0x96: "•",
    0x97: "●",
    0x98: "●",
    0x99: "○",
    0xA1: "■",
    0xA2: "■",
    0xA3: "☐",
}
_WINGDINGS_3 = {
    0x21: "→",
    0x67: "←",
    0x66: "→",
    0x68: "↑",
    0x69: "↓",
    0x70: "▲",
    0x71: "▼",
    0x74: "◄",
    0x75: "►",
    0x7D: "►",
    0x7C: "◄",
}
_WEBDINGS = {
    0x61: "✓",
    0x72: "✗",
    0x63: "☐",
    0x67: "■",
    0x6E: "●",
    0x3C: "▪",
    0x3D: "•",
    0x79: "◆",
    0x33: "◄",
    0x34: "►",
    0x35: "▲",
    0x36: "▼",
}
_GREEK = dict(
    zip(
        range(0x41, 0x7B),
        "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
        strict=True,
    )
)
_SYMBOL = {
    **{code: chr(code) for code in (*range(0x20, 0x41), 0x7B, 0x7C, 0x7D, 0x7E)},
    **_GREEK,
    0x2A: "*",
    0x2D: "-",
    0xA3: "≤",
    0xA8: "◆",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xAC: "←",
    0xAD: "↑",
    0xAE: "→",
    0xAF: "↓",
    0xAB: "↔",
    0xB7: "•",
    0xD6: "√",
    0xD7: "•",
    0xDE: "⇒",
    0xE0: "◊",
    0xA2: "'",
    0xB2: "''",
    0xBC: "…",
    0xA0: "€",
}
FONTS = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "wingdings 3": _WINGDINGS_3,
    "webdings": _WEBDINGS,
    "symbol": _SYMBOL,
}
FIRST, LAST = 0xF020, 0xF0FF
"""Where Word puts the signs of such a font among the letters of all fonts."""

# What programs write for the signs of 128 to 159, which Latin 1 leaves free.
_WINDOWS = {ord(bytes([code]).decode("cp1252", "ignore") or "\0"): code for code in range(128, 160)}


def is_symbol_font(name: str | None) -> bool:
    """Tell whether a font has signs in place of letters."""
    return (name or "").strip(" \"'").casefold() in FONTS


def in_font(text: str, font: str | None = None) -> str:
    """Return a text as people see it in a font; UNKNOWN for each sign that is not known.

    Signs of such fonts that stand in a text without one are taken for Wingdings.
    """
    name = (font or "").strip(" \"'").casefold()
    signs = FONTS.get(name)
    if signs is None:
        if not any(FIRST <= ord(sign) <= LAST for sign in text):
            return text
        return "".join(
            _WINGDINGS.get(ord(sign) - 0xF000, UNKNOWN) if FIRST <= ord(sign) <= LAST else sign
            for sign in text
        )
    return "".join(sign if sign.isspace() else signs.get(_code(sign), UNKNOWN) for sign in text)


def _code(sign: str) -> int:
    code = ord(sign)
    return code - 0xF000 if FIRST <= code <= LAST else _WINDOWS.get(code, code)
