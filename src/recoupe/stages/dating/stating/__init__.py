"""What a page states about its own date: markup, address, dates beside the headline."""

from recoupe.stages.dating.stating.choosing import settle_order, state
from recoupe.stages.dating.stating.cues import Cues, grammars, read_cues
from recoupe.stages.dating.stating.markup import html_signals, htmldate_signal, markup_signals, url_signals
from recoupe.stages.dating.stating.signals import Signal
from recoupe.stages.dating.stating.visible import visible_signals

__all__ = [
    "Cues",
    "Signal",
    "grammars",
    "html_signals",
    "htmldate_signal",
    "markup_signals",
    "read_cues",
    "settle_order",
    "state",
    "url_signals",
    "visible_signals",
]
