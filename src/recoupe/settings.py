"""Bounds on what is read, stated once."""

from __future__ import annotations

from dataclasses import dataclass

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of the input is read at most. What goes over a limit is refused with the limit's name."""

    page_bytes: int = 20 * MEBIBYTE  # one page; the largest of 5,182 French press pages measured was under 2 MiB
    article_characters: int = 400_000  # clean text of one page that is parsed: about a 200-page book
    pages: int = 200_000  # pages of one build
    folder_depth: int = 12
    container_depth: int = 3  # a page in a mail in an archive in an archive
    container_records: int = 1_000_000  # records looked at in one container
    unpacked_bytes: int = 64 * 1024 * MEBIBYTE  # what one file given by the user may unpack to in all
    unpacked_ratio: int = 200  # unpacked bytes per packed byte from 1 MiB unpacked on; HTML packs to a tenth at best
