"""The errors that a user can meet: each says what is wrong, where, and how to mend it."""

from __future__ import annotations


class RecoupeError(Exception):
    """A command or a resource that cannot be used. `exit_code` is what the command line ends with."""

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.what, self.where, self.mend = what, where, mend

    def __str__(self) -> str:
        where = f" ({self.where})" if self.where else ""
        mend = f"\n  To mend: {self.mend}" if self.mend else ""
        return f"{self.what}{where}{mend}"


class InputError(RecoupeError):
    """Nothing usable was given: a missing folder, no page at all."""

    exit_code = 3


class DossierError(RecoupeError):
    """A dossier file that cannot be opened, read or written."""

    exit_code = 4


class ResourceError(RecoupeError):
    """A rule or knowledge file that does not read as it should, or a language model that is missing."""

    exit_code = 5


class NotFoundError(RecoupeError):
    """A name that the dossier or the rules do not hold."""

    exit_code = 6


class IntegrityError(RecoupeError):
    """A finding whose quoted words are not at the place it names: a defect of the program, never of the page."""

    exit_code = 7
