"""What ties events to each other without making them one: the steps of an affair, and storylines."""

from recoupe.stages.merging.affairs.history import Tie, tied
from recoupe.stages.merging.affairs.stories import tell_stories

__all__ = ["Tie", "tell_stories", "tied"]
