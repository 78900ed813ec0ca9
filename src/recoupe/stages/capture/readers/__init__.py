"""The built-in readers, in the order in which they look at a file: containers before pages, plain text last."""

from recoupe.stages.capture.readers.archives import ArchiveReader
from recoupe.stages.capture.readers.feeds import FeedReader
from recoupe.stages.capture.readers.mail import MailReader
from recoupe.stages.capture.readers.mhtml import MhtmlReader
from recoupe.stages.capture.readers.ninjs import NinjsReader
from recoupe.stages.capture.readers.pages import HtmlReader, TextReader
from recoupe.stages.capture.readers.pdf import PdfReader
from recoupe.stages.capture.readers.seam import Context, Reader
from recoupe.stages.capture.readers.tables import TableReader
from recoupe.stages.capture.readers.webarchive import WaczReader, WarcReader

BUILT_IN: tuple[Reader, ...] = (
    WarcReader(),
    WaczReader(),
    ArchiveReader(),
    PdfReader(),
    MhtmlReader(),
    MailReader(),
    HtmlReader(),
    FeedReader(),
    NinjsReader(),
    TableReader(),
    TextReader(),
)

__all__ = ["BUILT_IN", "Context", "HtmlReader", "Reader", "TextReader"]
