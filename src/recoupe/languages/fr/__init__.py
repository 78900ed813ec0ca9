"""French."""

from __future__ import annotations

from recoupe.languages.pack import LanguagePack

PACK = LanguagePack(code="fr", model="fr_core_news_md", package=__name__)
