"""What a reading comes to, once the day of the page is known.

Kinds and their fields (all optional unless told):

    calendar  year, month, day, weekday, clock, part, mod, side, dir        "lundi 12 décembre", "mars 2014", "fin 2013"
    either    a!, b!, year!                                                 "09/10/2017" where the order is unknown
    weekday   weekday!, side, dir, part, clock                              "mercredi", "lundi dernier"
    shift     n!, unit!, to, part, clock                                    "hier", "il y a deux ans", "le lendemain"
    span      n!, unit!, back or ahead                                      "ces derniers jours", "depuis quatre ans"
    duration  n!, unit!                                                     "pendant trois jours"
    range     as calendar, weekday, clock; the end's fields carry a 2       "du 3 au 5 décembre"
    night     weekday!, weekday2!, dir                                      "dans la nuit de lundi à mardi"
    season    season!, year, side, dir                                      "à l'été 2013"
    quarter, half   n!, year                                                "au troisième trimestre 2014"
    decade    year!                                                         "les années 1990"
    century   n!                                                            "le XIXe siècle"
    clock     clock!, to                                                    "à 22h25"
    set       weekday, month, n, unit                                       "tous les mercredis"
    ref       value!                                                        "récemment"
    event     n!                                                            "au lendemain de la conversation"

`dir` and `side` are explained in `choosing`. `own=1` says that the words belong to the noun behind them ("Monday's
raid"); `within` gives the days of a vague pointer ("récemment"). `open=now` makes the days reach up to the page's
("depuis mardi"). `to` makes the reading count from the day that another time mention tells; a weekday with `to` is
sought around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from recoupe.languages.timex.choosing import day_of_month, day_of_year, month_meant, season_meant, weekday_meant
from recoupe.languages.timex.expression import Expression
from recoupe.languages.timex.periods import (
    CLOCK_LETTER,
    VAGUE,
    Period,
    century_of,
    decade_of,
    duration_value,
    half_of,
    holding,
    hull,
    make_day,
    month_of,
    moved,
    on,
    quarter_of,
    season_of,
    year_of,
)

PARTS = {"START": (0, 1 / 3), "MID": (1 / 3, 2 / 3), "END": (2 / 3, 1)}
YEAR_PARTS = {"START": (1, 3), "MID": (4, 9), "END": (10, 12)}  # months: "fin 2013" is its last quarter
Base = date | None


def resolve(expression: Expression, page: date | None, told: Period | None = None) -> Period | None:
    """Say which days a reading means on a page of that day; None where that cannot be known.

    `told` is what the time mention named in the field `to` comes to. A reading that needs the page's day and does not
    get it has no period; durations and sets have a value and no days.
    """
    kind = KINDS.get(expression.kind)
    base = page
    if expression.get("to"):
        base = (told.latest if (expression.number("n") or 0) >= 0 else told.earliest) if told else None
    try:
        period = kind(expression, base) if kind else None
        period = _detailed(period, expression) if period else None
    except (OverflowError, ValueError):  # beyond the years 1 to 9999, or an impossible month in a damaged line
        return None
    if period and expression.get("open") == "now" and page and period.earliest and period.earliest <= page:
        return replace(period, latest=page)
    return period


def resolve_over(expression: Expression, days: Iterable[date], told: Period | None = None) -> Period | None:
    """Say which days a reading means on a page that may be of any of these days: the hull over all."""
    periods = [resolve(expression, day, told) for day in days] or [resolve(expression, None, told)]
    return hull([period for period in periods if period is not None])


def _detailed(period: Period, expression: Expression) -> Period:
    """The time of day behind the value, and the part of the period that `mod` names."""
    mark = expression.get("clock") or expression.get("part")
    if mark and period.value and "T" not in period.value and expression.kind != "clock":
        period = period.marked(mark)
    mod = expression.get("mod")
    if not mod:
        return period
    if mod not in PARTS or not period.earliest or not period.latest:
        return replace(period, mod=mod)
    if (period.earliest.month, period.earliest.day, period.latest.month, period.latest.day) == (1, 1, 12, 31):
        first, last = (month_of(period.earliest.year, month) for month in YEAR_PARTS[mod])
        return replace(period, mod=mod, earliest=first.earliest, latest=last.latest)
    length = (period.latest - period.earliest).days + 1
    begin, end = (round(length * part) for part in PARTS[mod])
    start = period.earliest + timedelta(days=begin)
    return replace(period, mod=mod, earliest=start, latest=period.earliest + timedelta(days=max(end - 1, begin)))


def _look(expression: Expression) -> str:
    return expression.get("side") or expression.get("dir") or "near"


def _calendar(expression: Expression, base: Base) -> Period | None:
    year, month, day, weekday = (expression.number(key) for key in ("year", "month", "day", "weekday"))
    if year is not None and month and day:
        return _on(make_day(year, month, day))
    if year is not None:
        return month_of(year, month) if month and 1 <= year <= 9999 else year_of(year)
    if base is None:
        return None
    if month and day:
        return _on(day_of_year(month, day, weekday, base, _look(expression)))
    if day:
        return _on(day_of_month(day, weekday, base, _look(expression)))
    return month_meant(month, base, _look(expression)) if month else None


def _on(day: date | None) -> Period | None:
    return on(day) if day else None


def _either(expression: Expression, _base: Base) -> Period | None:
    """ "09/10/2017" where nobody knows which comes first, day or month: both days are its ends, no value is sure."""
    year, first, second = (expression.number(key) for key in ("year", "a", "b"))
    days = [make_day(year or 0, month or 0, day or 0) for day, month in ((first, second), (second, first))]
    known = sorted(day for day in days if day)
    return Period(None, known[0], known[-1]) if known else None


def _weekday(expression: Expression, base: Base) -> Period | None:
    weekday = expression.number("weekday")
    return weekday_meant(weekday, base, _look(expression)) if weekday and base else None


def _shift(expression: Expression, base: Base) -> Period | None:
    count, unit = expression.number("n"), expression.get("unit") or "day"
    if base is None:
        return None
    if count is None:
        ahead = expression.get("ahead")
        return _span(expression.having(back="" if ahead else "1", ahead=ahead or ""), base)
    day = moved(base, count, unit)
    if day and unit == "day" and expression.get("part") == "NI" and count in (0, -1):
        evening = base - timedelta(days=1)  # "cette nuit", "la nuit dernière": the night that ended on the day
        return Period(day.isoformat(), evening, base)
    return holding(day, "day" if unit in CLOCK_LETTER or expression.get("exact") else unit) if day else None


def _span(expression: Expression, base: Base) -> Period | None:
    count, unit = expression.number("n"), expression.get("unit") or "day"
    value = duration_value("X" if count is None else str(count), unit)
    if base is None:
        return Period(value)
    sign = 1 if expression.get("ahead") else -1
    if count is None:
        far = moved(base, sign * VAGUE.get(unit, 7), "day")
    elif unit in CLOCK_LETTER:
        far = moved(base, sign * max(1, -(-count // 24)) if unit == "hour" else 0, "day")
    else:
        far = moved(base, sign * count, unit)
    if far is None:
        return Period(value)
    return Period(value, min(far, base), max(far, base))


def _duration(expression: Expression, _base: Base) -> Period | None:
    count = expression.number("n")
    return Period(duration_value("X" if count is None else str(count), expression.get("unit") or "day"))


def _range(expression: Expression, base: Base) -> Period | None:
    first, last = _ends(expression)
    end = resolve(last, base)
    if end is None:
        return None
    if first.kind == "weekday" and end.earliest:
        start = resolve(first.having(side="last"), end.earliest)
    elif first.get("month") and not first.get("year") and end.earliest:
        start = resolve(first.having(dir="past"), end.earliest)
    else:
        start = resolve(first, base)
    if start is None or (start.earliest and end.latest and start.earliest > end.latest):
        return None
    value = f"{start.value}/{end.value}"
    if expression.get("part") == "NI":
        value = f"{start.value}TNI"
    return Period(value, start.earliest, end.latest)


def _ends(expression: Expression) -> tuple[Expression, Expression]:
    """The two readings that a range joins; the first takes month and day's company from the second."""
    fields = dict(expression.fields)
    shared = {key: value for key, value in fields.items() if key in ("dir", "side")}
    second = {key[:-1]: value for key, value in fields.items() if key.endswith("2")}
    second.pop("part", None)
    first = {key: value for key, value in fields.items() if not key.endswith("2") and key not in ("part", "mod")}
    if "day" in first and "month" not in first:
        first.update({key: second[key] for key in ("month", "year") if key in second})
    if "month" in first and "year" not in first and int(first["month"]) <= int(second.get("month", 0)):
        first.update({key: second[key] for key in ("year",) if key in second})
    kind = "weekday" if set(second) == {"weekday"} else "clock" if set(second) == {"clock"} else "calendar"
    return Expression.of(kind, {**first, **shared}), Expression.of(kind, {**second, **shared})


def _night(expression: Expression, base: Base) -> Period | None:
    morning = _weekday(
        Expression.of(
            "weekday",
            {
                "weekday": expression.get("weekday2") or "",
                "dir": expression.get("dir") or "past",
                "side": expression.get("side") or "",
            },
        ),
        base,
    )
    if morning is None or morning.earliest is None or morning.latest is None:
        return None
    evening = morning.earliest - timedelta(days=1)
    return Period(f"{evening.isoformat()}TNI", evening, morning.latest)


def _season(expression: Expression, base: Base) -> Period | None:
    season, year = expression.get("season") or "", expression.number("year")
    if year is not None:
        return season_of(year, season) if 1 <= year <= 9998 else None
    return season_meant(season, base, _look(expression)) if base else None


def _part_of_year(expression: Expression, base: Base) -> Period | None:
    count, year = expression.number("n"), expression.number("year") or (base.year if base else None)
    if not count or not year:
        return None
    if expression.kind == "half":
        return half_of(year, count) if count <= 2 else None
    return quarter_of(year, count) if count <= 4 else None


def _decade(expression: Expression, _base: Base) -> Period | None:
    year = expression.number("year")
    return decade_of(year) if year and 10 <= year <= 9989 else None


def _century(expression: Expression, _base: Base) -> Period | None:
    count = expression.number("n")
    return century_of(count) if count and 1 <= count <= 98 else None


def _clock(expression: Expression, base: Base) -> Period | None:
    return on(base).marked(expression.get("clock") or "") if base else None


def _set(expression: Expression, _base: Base) -> Period | None:
    if expression.get("weekday"):
        return Period(f"XXXX-WXX-{expression.get('weekday')}")
    if expression.get("month"):
        return Period(f"XXXX-{expression.number('month') or 0:02d}")
    return Period(duration_value(expression.get("n") or "1", expression.get("unit") or "day"))


def _ref(expression: Expression, _base: Base) -> Period | None:
    return Period(expression.get("value"))


KINDS: dict[str, Callable[[Expression, Base], Period | None]] = {
    "calendar": _calendar,
    "either": _either,
    "weekday": _weekday,
    "shift": _shift,
    "span": _span,
    "duration": _duration,
    "range": _range,
    "night": _night,
    "season": _season,
    "quarter": _part_of_year,
    "half": _part_of_year,
    "decade": _decade,
    "century": _century,
    "clock": _clock,
    "set": _set,
    "ref": _ref,
}
