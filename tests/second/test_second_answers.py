"""Answers in any dress are read or told, questions hold the page apart, and what was answered is kept."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stub_model import Stub, entry, events, reading, written
from stub_reading import Memory, read, reasons

from builders import article
from recoupe.records.readings import Mentions, Reading
from recoupe.second import Endpoint, Reader, propose
from recoupe.second.answers import read_answer
from recoupe.second.asking import PART, answer_schema, parts_of, task


class TestAnswers:
    BARE = '{"events": [' + json.dumps(entry()) + "]}"

    @pytest.mark.parametrize(
        "text",
        [
            BARE,
            f"```json\n{BARE}\n```",
            f"Here you are:\n```\n{BARE}\n```\nI hope that helps!",
            f"<think>The page tells {{one}} event.</think>\n{BARE}",
            "[" + json.dumps(entry()) + "]",
            BARE.replace('"events"', '"note": [1, {}], "events"'),
        ],
    )
    def test_json_is_read_out_of_what_models_write_around_it(self, text: str) -> None:
        reply = read_answer(text)
        assert reply is not None and [proposal.trigger for proposal in reply.proposals] == ["a livré"]

    @pytest.mark.parametrize(
        "text", ["", "No events.", '{"events": [', '{"events": {}}', '{"event": []}', "null", "}{", "[" * 200_000,
                 '{"a":' * 200_000, '{"events":[' + "[" * 100_000 + "]" * 100_000 + "}"]
    )  # fmt: skip
    def test_what_is_no_list_of_events_is_none(self, text: str) -> None:
        assert read_answer(text) is None

    def test_a_deep_entry_is_misshapen_and_no_crash(self) -> None:
        reply = read_answer('{"events":[' + "[" * 500 + "]" * 500 + "]}")
        assert reply is None or reply.misshapen == 1

    @given(st.text())
    def test_nothing_that_is_written_breaks_it(self, text: str) -> None:
        read_answer(text)


class TestQuestion:
    def test_the_task_names_every_type_mode_and_status_and_the_schema_asks_for_every_field(self) -> None:
        for word in ("AGREE", "ASSAULT", "suicide-attack", "martial-law", "conditional"):
            assert word in task()
        event = answer_schema()["properties"]["events"]["items"]
        assert event["required"] == list(event["properties"]) == list(entry())
        assert event["additionalProperties"] is False

    def test_paragraphs_are_numbered_through_and_no_question_is_longer_than_its_bound(self) -> None:
        text = "T\n\n" + "\n\n".join(f"Phrase {number}. " * 40 for number in range(60))
        parts = list(parts_of(article(text)))
        paragraphs = [paragraph for part in parts for paragraph in part.paragraphs]
        assert [paragraph.number for paragraph in paragraphs] == list(range(1, 61))
        assert all(text[p.start : p.end] == p.text for p in paragraphs)
        assert all(sum(len(p.text) for p in part.paragraphs) <= PART for part in parts)

    @pytest.mark.parametrize("text", ["mot " * 5000, "x" * 20_000, "Une phrase. " * 2000, "\n \n" * 4000])
    def test_endless_paragraphs_are_cut_and_nothing_of_them_is_lost(self, text: str) -> None:
        page = article("T\n\n" + text)
        pieces = [p.text for part in parts_of(page) for p in part.paragraphs]
        assert "".join("".join(pieces).split()) == "".join(text.split())
        assert all(len(piece) <= 2000 for piece in pieces)

    def test_half_a_surrogate_pair_can_be_sent(self, stub: Stub) -> None:
        page = article("Titre\n\nUn mot\ud83d cassé.\n")
        read(stub, Reading(article=page, mentions=Mentions(), statements=(), events=()))
        assert "Un mot? cassé." in stub.asked[0]["messages"][1]["content"]


class TestKept:
    def test_a_rebuild_does_not_ask_again_and_finds_the_same(self, stub: Stub) -> None:
        stub.turns = [events(entry())]
        kept: dict[str, str] = {}
        first, second = read(stub, kept=kept), read(stub, kept=kept)
        assert (first.asked, first.remembered, second.asked, second.remembered) == (1, 0, 0, 1)
        assert first.events == second.events
        assert len(stub.asked) == 1

    def test_without_a_server_what_was_answered_is_remembered_and_the_rest_told(self, stub: Stub) -> None:
        stub.turns = [events(entry())]
        kept: dict[str, str] = {}
        first = read(stub, kept=kept)
        assert propose(reading(), Reader(None, Memory(kept), model="Test-Model:7b")).events == first.events
        assert "no server was named" in reasons(propose(reading(), Reader(None, Memory(), model="Test-Model:7b")))
        assert len(stub.asked) == 1

    def test_another_model_is_asked_of_its_own(self, stub: Stub) -> None:
        stub.always = lambda _: events(entry())
        kept = Memory()
        for model in ("a", "b"):
            propose(reading(), Reader(Endpoint(url=stub.url, model=model), kept))
        assert len(stub.asked) == len(kept.held) == 2

    def test_a_kept_answer_is_held_to_the_page_too(self, stub: Stub) -> None:
        stub.turns = [events(entry())]
        kept: dict[str, str] = {}
        read(stub, kept=kept)
        forged = {key: json.dumps({"events": [entry(trigger="a bombardé")]}) for key in kept}
        found = read(stub, kept=forged)
        assert found.events == () and found.remembered == 1

    def test_an_answer_that_is_none_is_asked_for_anew(self, stub: Stub) -> None:
        stub.turns = [written("I cannot help with that."), events(entry())]
        kept: dict[str, str] = {}
        assert "2 paragraphs not read by the second reader: its answer is no list of events" in reasons(
            read(stub, kept=kept)
        )
        assert len(read(stub, kept=kept).events) == 1

    def test_an_answer_cut_short_is_asked_for_in_halves_and_a_rebuild_knows_them(self, stub: Stub) -> None:
        stub.turns = [written('{"events": [{"para', "length"), events(), events(entry())]
        kept: dict[str, str] = {}
        first, second = read(stub, kept=kept), read(stub, kept=kept)
        assert first.events == second.events and len(first.events) == 1
        assert (first.asked, second.asked) == (3, 0)

    def test_a_single_paragraph_cut_short_is_told(self, stub: Stub) -> None:
        stub.always = lambda _: written('{"events": [', "length")
        assert "2 paragraphs not read by the second reader: its answer was cut short" in reasons(read(stub))
