"""The built-in readers, in the order in which they look at a file."""

from recoupe.stages.capture.readers.pages import HtmlReader, TextReader
from recoupe.stages.capture.readers.seam import Context, Reader

BUILT_IN: tuple[Reader, ...] = (HtmlReader(), TextReader())

__all__ = ["BUILT_IN", "Context", "HtmlReader", "Reader", "TextReader"]
