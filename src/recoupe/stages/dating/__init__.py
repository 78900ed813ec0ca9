"""The dating stage: when pages were published, and when what they tell happened."""

from recoupe.stages.dating.anchoring import anchor
from recoupe.stages.dating.crossing import date_dossier
from recoupe.stages.dating.judged import judge_date
from recoupe.stages.dating.page import date_article

__all__ = ["anchor", "date_article", "date_dossier", "judge_date"]
