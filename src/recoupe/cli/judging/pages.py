"""`recoupe set-date`, `recoupe judgements`, `recoupe withdraw`: what people decided."""

from __future__ import annotations

import calendar
import re
from datetime import date

import click

from recoupe import dossier as dossiers
from recoupe.cli.judging.keeping import keep, reviewed
from recoupe.cli.screen import print_json, print_table
from recoupe.dossier import Reviewer
from recoupe.records.judgements import Judgement

_DAYS = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")


class Days(click.ParamType[tuple[date, date]]):
    """A day, a month or a year, as the days that it covers."""

    name = "YYYY[-MM[-DD]]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, date]:
        """The first and the last day."""
        found = _DAYS.fullmatch(str(value))
        try:
            if found is None:
                raise ValueError
            return _covered(int(found["year"]), found["month"], found["day"])
        except ValueError:
            self.fail(f"{value!r} is no date; write 2016-05-29, 2016-05 or 2016", param, ctx)


def _covered(year: int, month: str | None, day: str | None) -> tuple[date, date]:
    if day and month:
        return (date(year, int(month), int(day)),) * 2
    if month:
        return date(year, int(month), 1), date(year, int(month), calendar.monthrange(year, int(month))[1])
    return date(year, 1, 1), date(year, 12, 31)


@click.command("set-date")
@click.argument("dossier")
@click.argument("page")
@click.argument("day", type=Days())
@click.option("--until", type=Days(), help="The last day, where only an interval is known.")
@reviewed
def set_date(
    dossier: str, page: str, day: tuple[date, date], until: tuple[date, date] | None, by: str, because: str
) -> None:
    """Decide when a PAGE was published: DAY is 2016-05-29, 2016-05 or 2016.

    The judgement is kept when the dossier is built again, and everything that hangs on the date is worked out anew.
    PAGE is its label as `recoupe show DOSSIER --articles` prints it, the end of the label, or the article's id.
    """
    days = (day[0], (until or day)[1])
    with dossiers.open_dossier(dossier) as opened:
        judgement = dossiers.set_date(opened.view, page, days, Reviewer(by=by, because=because))
    keep(dossier, judgement)


@click.command()
@click.argument("dossier")
@click.argument("judgement")
@reviewed
def withdraw(dossier: str, judgement: str, by: str, because: str) -> None:
    """Take a JUDGEMENT back, by its id; both stay on record."""
    with dossiers.open_dossier(dossier) as opened:
        taken_back = dossiers.withdraw(opened.view, judgement, Reviewer(by=by, because=because))
    keep(dossier, taken_back)


@click.command()
@click.argument("dossier")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def judgements(dossier: str, as_json: bool) -> None:
    """List what people decided, the oldest first, and which decisions count today."""
    with dossiers.open_dossier(dossier) as opened:
        told = dossiers.told(opened.view)
    if as_json:
        print_json([{"judgement": j.id, "state": state, **_shown(j)} for j, state in told])
        return
    columns = ("when", "by", "kind", "about", "decided", "because", "state", "id")
    rows = ((j.at[:16], j.by, j.kind, j.target[:16], j.value, j.because, state, j.id) for j, state in told)
    print_table(f"{dossier}: judgements", columns, rows)


def _shown(judgement: Judgement) -> dict[str, str]:
    names = ("kind", "target", "value", "by", "at", "because")
    return {name: getattr(judgement, name) for name in names}
