"""What is remembered of who spoke, for pronouns and for "la source"."""

from __future__ import annotations

from dataclasses import dataclass

from recoupe.records.spans import Words
from recoupe.records.statements import Speaker
from recoupe.stages.statements.basis.ground import Line


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker as found: the record, and the channels that the phrase itself names ("un communiqué de X")."""

    speaker: Speaker
    via: tuple[Words, ...] = ()
    anaphoric: bool = False
    name: Words | None = (
        None  # the fullest words for the same speaker on the page, where the phrase is a pronoun or "la source"
    )
    plural: bool = False
    feminine: bool | None = None
    kind: str | None = None

    @property
    def words(self) -> Words:
        """The words to call the speaker by."""
        speaker = self.speaker
        return self.name or Words(start=speaker.start, end=speaker.end, text=speaker.text)


@dataclass(slots=True)
class Memory:
    """What the reader of an article remembers: who spoke last, and the last document with its issuer."""

    voice: Voice | None = None
    paragraph: int = -1
    number: int = -1
    document: Voice | None = None
    relay: Voice | None = None  # who last passed on another's words ("…, rapporte la source")

    def note(self, voice: Voice, line: Line, relays: bool = False) -> None:
        """Remember a speaker; one who only relays is no antecedent of "il"."""
        if relays:
            self.relay = voice
        else:
            self.voice, self.paragraph, self.number = voice, line.paragraph, line.number
        if voice.via and not voice.anaphoric:
            self.document = voice
