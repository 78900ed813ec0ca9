"""Reading of tables: fields, lists, terms, spellings that the loader adds, and errors that say where."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recoupe.errors import ResourceError
from recoupe.records.actors import Role
from recoupe.resources.tables import bare_initials, both_articles, members, read_roles, read_rows, table_names


def test_terms_are_iso_intervals_and_months_cover_all_their_days() -> None:
    found = read_roles("president:2012-05-15/2017-05-14|head@EU:2019-02/2020-02|envoy:2011/", "FRA")
    assert found == (
        Role(title="president", country="FRA", start=date(2012, 5, 15), end=date(2017, 5, 14)),
        Role(title="head", country="EU", start=date(2019, 2, 1), end=date(2020, 2, 29)),
        Role(title="envoy", country="FRA", start=date(2011, 1, 1), end=None),
    )


def test_an_office_without_a_term_has_open_ends() -> None:
    assert read_roles("opposition-leader", "EGY") == (Role(title="opposition-leader", country="EGY"),)
    assert read_roles("", "EGY") == ()


@pytest.mark.parametrize("field", ["president:2012-13-01/", "president:yesterday/", "president:2013-02-30/"])
def test_a_day_that_is_none_is_an_error(field: str) -> None:
    with pytest.raises(ResourceError, match="not a term"):
        read_roles(field, "FRA")


def test_a_missing_table_is_an_error_that_names_it() -> None:
    with pytest.raises(ResourceError, match="no_such_table"):
        list(read_rows("no_such_table.tsv"))


def test_rows_have_the_width_of_the_header() -> None:
    rows = list(read_rows("names", "countries.tsv"))
    assert {len(row) for row in rows} == {16}
    assert rows[0][0] != "ref"


def test_tables_of_a_folder_come_in_order_without_subfolders() -> None:
    names = table_names("actors")
    assert list(names) == sorted(names)
    assert "people" not in names
    assert all(name.endswith(".tsv") for name in names)


def test_capitals_may_lose_their_accent() -> None:
    assert bare_initials(("États-Unis", "Amérique")) == ("États-Unis", "Amérique", "Etats-Unis")
    assert bare_initials(("Algérie",)) == ("Algérie",)


def test_arabic_articles_have_both_forms() -> None:
    assert both_articles(("Bachar al-Assad",)) == ("Bachar al-Assad", "Bachar el-Assad")
    assert both_articles(("Sergueï Lavrov",)) == ("Sergueï Lavrov",)


@given(st.lists(st.text(alphabet=st.characters(exclude_characters="|"), min_size=1), max_size=5))
def test_a_list_field_gives_its_members_back(names: list[str]) -> None:
    assert list(members("|".join(names))) == names


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5, unique=True).map(tuple))
def test_added_spellings_keep_the_given_ones_first(names: tuple[str, ...]) -> None:
    assert bare_initials(names)[: len(names)] == names
    assert both_articles(names)[: len(names)] == names
