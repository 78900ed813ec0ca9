"""Archives of the web: WARC, WET and WACZ."""

from recoupe.stages.capture.readers.webarchive.wacz import WaczReader
from recoupe.stages.capture.readers.webarchive.warc import WarcReader

__all__ = ["WaczReader", "WarcReader"]
