"""The second stage: the clean article of a saved page."""

from recoupe.stages.article.reading import label_reasons, read_article
from recoupe.stages.article.sites import SharedLines, survey_sites

__all__ = ["SharedLines", "label_reasons", "read_article", "survey_sites"]
