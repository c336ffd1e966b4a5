"""Files and formats in and out: an SOP for other programs."""

from procedures.exchange.bpmn import NotSound
from procedures.exchange.definitions import definition_from_json, digest_of, version_to_json
from procedures.exchange.formats import FORMATS, Format

__all__ = ["FORMATS", "Format", "NotSound", "definition_from_json", "digest_of", "version_to_json"]
