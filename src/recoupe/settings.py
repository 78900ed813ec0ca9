"""Bounds on what is read, stated once."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of the input is read at most. What goes over a limit is refused with the limit's name."""

    page_bytes: int = 20 * MEBIBYTE  # one page; the largest of 5,182 French press pages measured was under 2 MiB
    article_characters: int = 400_000  # clean text of one page that is parsed: about a 200-page book
    page_characters: int = 4_000_000  # of a page saved as text, furniture and all
    page_tags: int = 400_000  # of a page saved as HTML; the most of 252 saved pages was 10,300
    pages: int = 200_000  # pages of one build
    folder_depth: int = 12
    container_depth: int = 3  # a page in a mail in an archive in an archive
    container_records: int = 1_000_000  # records looked at in one container
    unpacked_bytes: int = 64 * 1024 * MEBIBYTE  # what one file given by the user may unpack to in all
    unpacked_ratio: int = 200  # unpacked bytes per packed byte from 1 MiB unpacked on; HTML packs to a tenth at best
    message_bytes: int = 64 * MEBIBYTE  # one mail with its attachments; the large mail services take 25 to 50 MB
    message_lines: int = 2_000_000  # a mail of message_bytes has half as many where its lines are of the usual length
    message_parts: int = 10_000  # a digest of mails has a hundred, a saved page as many pictures
    feed_marks: int = 500_000  # a feed of 1,000 long entries in HTML has 200,000; each costs up to 20 microseconds
    pdf_bytes: int = 64 * MEBIBYTE
    pdf_pages: int = 500
    pdf_seconds: float = 60.0
    spooled_bytes: int = 2 * 1024 * MEBIBYTE  # a ZIP archive in another container; its list stands at its end
