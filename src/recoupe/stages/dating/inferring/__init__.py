"""What the text of an undated page gives away about its date, solved together."""

from recoupe.stages.dating.inferring.solving import infer, infer_with_update, settle_by_weekday

__all__ = ["infer", "infer_with_update", "settle_by_weekday"]
