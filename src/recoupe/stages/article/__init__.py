"""The second stage: the clean article of a saved page."""

from recoupe.stages.article.labelling.sites import SharedLines, survey_sites
from recoupe.stages.article.reading import label_reasons, read_article

__all__ = ["SharedLines", "label_reasons", "read_article", "survey_sites"]
