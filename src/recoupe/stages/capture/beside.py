"""What stands beside saved pages and is none: the folder of a page saved "complete", images, styles, scripts, fonts."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

# What browsers and Windows append to a page's name for the folder of its parts ("connected files"), by language.
_FOLDERS = (
    "_files",
    "_fichiers",
    "-Dateien",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_file",
    ".files",
    "_bestanden",
    "_soubory",
    "_pliki",
    "_filer",
    "-filer",
    "_tiedostot",
    "_elemei",
    "_dosyalar",
    "_datoteke",
    "_fajlovi",
    "_fitxers",
    "_failid",
    "_fails",
    "_bylos",
    "_kartoteka",
)
PAGE_SUFFIXES = (".html", ".htm", ".xhtml", ".shtml")
_KINDS: dict[str, tuple[str, ...]] = {
    "images": (
        ".jpg",
        ".jpeg",
        ".png",
        ".gif",
        ".webp",
        ".avif",
        ".svg",
        ".ico",
        ".bmp",
        ".tif",
        ".tiff",
        ".heic",
        ".jfif",
    ),
    "styles": (".css", ".scss", ".less"),
    "scripts": (".js", ".mjs", ".map", ".wasm"),
    "fonts": (".woff", ".woff2", ".ttf", ".otf", ".eot"),
    "sounds and films": (
        ".mp3",
        ".mp4",
        ".m4a",
        ".m4v",
        ".webm",
        ".ogg",
        ".ogv",
        ".wav",
        ".avi",
        ".mov",
        ".flv",
        ".swf",
    ),
}


def kind_beside(name: str) -> str | None:
    """What kind of file a name stands for that goes with pages but is none ("images"); None for any other."""
    suffix = PurePosixPath(name).suffix.lower()
    return next((kind for kind, suffixes in _KINDS.items() if suffix in suffixes), None)


def page_of_folder(folder: str, names: Iterable[str]) -> str | None:
    """The saved page among `names` whose parts a folder holds, by the folder's name; None where there is none."""
    stems = _stems(folder)
    if not stems:
        return None
    fitting = (name for name in names if name.lower().endswith(PAGE_SUFFIXES) and name[: name.rindex(".")] in stems)
    return min(fitting, default=None)


def candidates(folder: str, suffix: str) -> set[str]:
    """The names that the page of such a folder may have."""
    return {stem + suffix for stem in _stems(folder)}


def _stems(folder: str) -> set[str]:
    lower = folder.lower()
    return {folder[: -len(end)] for end in _FOLDERS if lower.endswith(end.lower()) and len(folder) > len(end)}
