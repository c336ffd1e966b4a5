"""Pages of PDF files and pictures, drawn."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO
from math import ceil
from typing import Any

import pypdfium2
from pi_heif.as_plugin import register_heif_opener
from PIL import Image, ImageOps, UnidentifiedImageError

from procedures.files.letters import AT_ONCE
from procedures.files.problems import Problem, Unreadable

WIDTH = 1240
"""Pixels across a page: A4 at 150 to the inch."""

LONGEST = 3 * WIDTH
"""Pixels down a page; one that is longer is drawn narrower."""

MOST_PAGES = 200
"""Pages that are told of; the rest is for who opens the file itself."""

MOST_LETTERS = 4_000
"""Letters of a page's text."""

MOST_PIXELS = 50_000_000
"""Pixels of a picture: a photograph of 50 megapixels takes 150 MB."""

QUALITY = 80
POINT = WIDTH / 595
"""Pixels a point, of an A4 page."""

Plain = dict[str, Any]


def pdf_pages(content: bytes, first: int) -> Plain:
    """Return the pages of a PDF with their texts; drawn are AT_ONCE of them from `first` on (0).

    Filled forms and notes are drawn as well. Raises Unreadable for what is locked or damaged.
    """
    try:
        pdf = pypdfium2.PdfDocument(content)
        pdf.init_forms()
        count = len(pdf)
        pages = [
            _pdf_page(pdf[number], is_drawn=first <= number < first + AT_ONCE)
            for number in range(min(count, MOST_PAGES))
        ]
    except pypdfium2.PdfiumError as error:
        # Where it names no cause of its own, PDFium names that of the file before.
        locked = b"/Encrypt" in content and "password" in str(error).lower()
        raise Unreadable(Problem.ENCRYPTED if locked else Problem.DAMAGED) from None
    if not pages:
        raise Unreadable(Problem.EMPTY)
    return {"pages": pages, "blocks": [], "count": count, "is_cut": count > MOST_PAGES}


def _pdf_page(page: Any, *, is_drawn: bool) -> Plain:
    width, height = (max(side, 1) for side in page.get_size())
    scale = min(WIDTH / width, LONGEST / height)
    size = {"width": ceil(width * scale), "height": ceil(height * scale)}
    picture = _webp(page.render(scale=scale).to_pil()) if is_drawn else b""
    text = page.get_textpage().get_text_bounded(errors="replace")[:MOST_LETTERS]
    page.close()
    return {**size, "text": _plain(text), "picture": b64encode(picture).decode()}


def _plain(text: str) -> str:
    """Return the text of a page without blanks that only place it."""
    lines = (" ".join(line.split()) for line in text.replace("\ufffe", "").splitlines())
    return "\n".join(line for line in lines if line)


def picture_pages(content: bytes) -> Plain:
    """Return a picture as one page, turned the way it was taken.

    Raises Unreadable for what is no picture or has more pixels than the product takes.
    """
    register_heif_opener()
    try:
        with Image.open(BytesIO(content), formats=["JPEG", "PNG", "HEIF"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unreadable(Problem.TOO_BIG)
            drawn = _upright(picture)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise Unreadable(Problem.DAMAGED) from None
    size = {"width": drawn.width, "height": drawn.height}
    page = {**size, "text": "", "picture": b64encode(_webp(drawn)).decode()}
    return {"pages": [page], "blocks": [], "count": 1, "is_cut": False}


def _upright(picture: Image.Image) -> Image.Image:
    """Return a picture on white, turned as its camera says, no larger than a page."""
    picture.draft("RGB", (2 * WIDTH, 2 * LONGEST))  # a JPEG is read smaller at once
    picture.thumbnail((LONGEST, LONGEST))
    turned = ImageOps.exif_transpose(picture)
    if turned.mode.startswith("I"):  # 16 bits of grey, which would be cut off at 8
        turned = turned.point(lambda grey: grey / 256).convert("L")
    turned = turned.convert("RGBA")
    turned.thumbnail((WIDTH, LONGEST))
    white = Image.new("RGBA", turned.size, "white")
    white.alpha_composite(turned)
    return white.convert("RGB")


def _webp(picture: Image.Image) -> bytes:
    content = BytesIO()
    picture.convert("RGB").save(content, "WEBP", quality=QUALITY)
    return content.getvalue()
