"""The first stage: saved pages, their bytes kept verbatim."""

from recoupe.stages.capture.readers import BUILT_IN, Context, HtmlReader, Reader, TextReader
from recoupe.stages.capture.reading import read_pages

__all__ = ["BUILT_IN", "Context", "HtmlReader", "Reader", "TextReader", "read_pages"]
