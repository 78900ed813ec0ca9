"""The index of word groups: what it promises to meet, and that it names only hashes that two articles share."""

from __future__ import annotations

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from recoupe.stages.copies.fingerprints import GROUP, WINDOW, meetings, winnow

NUMBERS = st.lists(st.integers(0, 40), max_size=30)
PASSAGE = st.lists(st.integers(0, 2**32 - 1), min_size=GROUP + WINDOW - 1, max_size=20, unique=True)


@given(NUMBERS, NUMBERS, PASSAGE, NUMBERS, NUMBERS)
@settings(max_examples=200, deadline=None)
def test_every_passage_of_eight_words_is_met(
    before: list[int], after: list[int], passage: list[int], first: list[int], last: list[int]
) -> None:
    pages = [array("I", [*before, *passage, *after]), array("I", [*first, *passage, *last])]
    found = list(meetings([winnow(page) for page in pages]))
    assert [pair[:2] for pair in found] == [(0, 1)]
    for one, other in found[0][2]:
        assert pages[0][one : one + GROUP] == pages[1][other : other + GROUP]


@given(NUMBERS)
def test_a_group_that_comes_again_on_a_page_is_kept_once(numbers: list[int]) -> None:
    prints = winnow(numbers)
    assert len(set(prints.hashes)) == len(prints.hashes) == len(prints.positions)
    assert bool(prints.hashes) == (len(numbers) >= GROUP)


def test_pages_without_a_group_in_common_do_not_meet() -> None:
    assert list(meetings([winnow(range(50)), winnow(range(100, 150)), winnow([])])) == []
