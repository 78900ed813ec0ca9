"""What a page states about its own date: its container, markup, address, dates and ages beside the headline."""

from recoupe.stages.dating.stating.ages import age_signals, read_fetch
from recoupe.stages.dating.stating.choosing import state
from recoupe.stages.dating.stating.cues import Cues, grammars, read_cues
from recoupe.stages.dating.stating.declared import declared_signals, not_after
from recoupe.stages.dating.stating.figures import open_order, settle_order
from recoupe.stages.dating.stating.markup import html_signals, htmldate_signal, markup_signals, url_signals
from recoupe.stages.dating.stating.shown import shown_signals
from recoupe.stages.dating.stating.signals import Signal
from recoupe.stages.dating.stating.visible import visible_signals

__all__ = [
    "Cues",
    "Signal",
    "age_signals",
    "declared_signals",
    "grammars",
    "html_signals",
    "htmldate_signal",
    "markup_signals",
    "not_after",
    "open_order",
    "read_cues",
    "read_fetch",
    "settle_order",
    "shown_signals",
    "state",
    "url_signals",
    "visible_signals",
]
