"""What a rule does: its sentence, its examples and counter-examples, its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recoupe.errors import NotFoundError
from recoupe.explain.facts import Explanation, Fact
from recoupe.languages.rules import RuleEntry, language_rules


def explain_rule(key: str, languages: Iterable[str], reasons: Mapping[str, str] | None = None) -> Explanation:
    """Explain a rule by its id; raises `NotFoundError` with the ids that come near.

    `reasons` are the rules that stand in a stage's code and not in a language's files: what each does, by id.
    """
    known = {entry.id: entry for language in languages for entry in language_rules(language)}
    written = reasons or {}
    if key in written:
        return Explanation(title=key, facts=(Fact(field="what", value=written[key]),))
    if key not in known:
        near = sorted(name for name in (*known, *written) if key in name)[:10]
        raise NotFoundError(
            f"there is no rule {key!r}",
            mend="did you mean: " + ", ".join(near)
            if near
            else "ids are shown by `recoupe why`, for example fr.speech.insister",
        )
    return _explanation(known[key])


def _explanation(entry: RuleEntry) -> Explanation:
    facts = [Fact(field="what", value=entry.what), Fact(field="file", value=entry.file)]
    facts += [Fact(field=key, value=str(value)) for key, value in entry.body.items()]
    facts += [Fact(field="fires in", value=text) for text in entry.examples]
    facts += [Fact(field="not in", value=text) for text in entry.counter_examples]
    return Explanation(title=entry.id, facts=tuple(facts))
