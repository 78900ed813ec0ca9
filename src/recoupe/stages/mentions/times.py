"""The times that an article names."""

from __future__ import annotations

from recoupe.languages.pack import LanguagePack
from recoupe.languages.timex import Found, find, load, resolve, timex_type, write
from recoupe.languages.timex.looking import looks_by_clause
from recoupe.records.clauses import Passage
from recoupe.records.ids import make_id
from recoupe.records.pages import Article
from recoupe.records.spans import Span
from recoupe.records.times import TimeMention

READ = ("title", "body", "caption", "dateline")  # the times of furniture are not the article's


def find_times(article: Article, passages: tuple[Passage, ...], pack: LanguagePack) -> tuple[TimeMention, ...]:
    """Find every time expression of an article's own words, with a reading that can be resolved later.

    Offsets count in `article.text`. The clauses of the passages tell where a sentence looks; where no passage covers
    the words, the verb forms around them do. Days that hang on the page's date stay None until `anchor` runs; a mention
    that counts from another one ("la veille") carries that one's id in its expression. Never raises on any text.
    """
    grammar = load(pack)
    mentions: list[TimeMention] = []
    for stretch in _stretches(article):
        words = article.text[stretch.start : stretch.end]
        made: list[TimeMention] = []
        for hit in find(words, grammar, looks_by_clause(passages, stretch.start, grammar.file.direction)):
            made.append(_mention(article, stretch.start, hit, made))
        mentions += made
    return tuple(mention for mention in mentions if not _dates_the_page(article, mention))


def _dates_the_page(article: Article, mention: TimeMention) -> bool:
    """Whether the words are the page's own dateline ("4 juillet 2012. - "): they date no happening."""
    published = article.published
    if published is None or published.basis != "explicit" or mention.earliest is None:
        return False
    return any(
        evidence.end and evidence.overlaps(mention) and mention.earliest == published.earliest
        for evidence in published.evidence
    )


def _stretches(article: Article) -> list[Span]:
    """The article's own words in runs of neighbouring blocks: "la veille" may look back into the paragraph before."""
    if not article.blocks:
        return [Span(start=0, end=len(article.text))]
    runs: list[Span] = []
    kinds: list[str] = []
    for block in sorted((block for block in article.blocks if block.kind in READ), key=lambda block: block.start):
        gap = article.text[runs[-1].end : block.start] if runs else "x"
        if runs and kinds[-1] == block.kind == "body" and not gap.strip():
            runs[-1] = Span(start=runs[-1].start, end=max(runs[-1].end, block.end))
        else:
            runs.append(Span(start=block.start, end=block.end))
            kinds.append(block.kind)
    return runs


def _mention(article: Article, shift: int, hit: Found, before: list[TimeMention]) -> TimeMention:
    expression = hit.expression
    if expression.get("to") == "told":
        expression = expression.having(to=before[hit.told].id if hit.told is not None else "unknown")
    start, end, line = hit.start + shift, hit.end + shift, write(expression)
    known = resolve(expression, None)
    return TimeMention(
        id=make_id("t", article.id, start, end, line),
        article=article.id,
        start=start,
        end=end,
        text=article.text[start:end],
        type=timex_type(expression),
        expression=line,
        rule=hit.rule,
        bound=hit.bound,
        value=known.value if known else None,
        mod=expression.get("mod"),
        earliest=known.earliest if known else None,
        latest=known.latest if known else None,
    )
