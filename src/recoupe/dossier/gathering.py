"""Fetching pages for a dossier: the only door to the network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from recoupe.fetching import Addresses, Bounds, Fetched, Harvest, fetch

__all__ = ["Addresses", "Bounds", "Fetched", "Harvest", "fetch_pages"]


def fetch_pages(
    urls: Sequence[str],
    *,
    to: str | Path,
    bounds: Bounds = Bounds(),  # noqa: B008 - frozen
    addresses: Addresses = Addresses(),  # noqa: B008 - frozen
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Harvest:
    """Fetch web pages into a web archive (.warc.gz) that `build` reads; what the archive holds is not fetched again.

    robots.txt is obeyed and only public addresses are asked. Raises `DossierError` where `to` cannot be written or is
    something else, `InputError` where not one page was fetched or held.
    """
    return fetch(urls, Path(to), bounds=bounds, addresses=addresses, progress=progress)
