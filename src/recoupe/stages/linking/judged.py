"""People's judgements on actors, applied to what linking found: add, merge, split, rename."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from recoupe.records.actors import Actor, ActorKind
from recoupe.records.ids import make_id
from recoupe.records.judgements import Judgement
from recoupe.records.pages import Refusal
from recoupe.records.readings import Reading
from recoupe.resources.knowledge import Knowledge
from recoupe.stages.linking.assembly import Tables, make_actor
from recoupe.stages.linking.gathering import Local, gather
from recoupe.stages.linking.identity import groups
from recoupe.stages.linking.rewriting import find_words, move_mentions
from recoupe.stages.linking.verdicts import MisfitError, Verdict, plain, read_verdict, standing

STAGE = "linking"
JUDGED = "~="  # begins the ref of an actor that a judgement made; no page and no table writes it


@dataclass(slots=True)
class Cluster:
    """What becomes one actor: the findings of articles, the id that stays, and what judgements lay down."""

    locals: list[Local]
    ref: str
    id: str
    names: set[str]  # plain forms of the names that judgements may call it by
    name: str | None = None
    kind: ActorKind | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    made: bool = False  # by a judgement: what is not laid down is unknown
    own_ref: str = ""  # the ref that mentions got when a judgement made the cluster


@dataclass(slots=True)
class Bench:
    """The readings and their actors while judgements are applied, one after another."""

    readings: list[Reading]
    tables: Tables
    clusters: list[Cluster] = field(default_factory=list)

    def actor(self, cluster: Cluster) -> Actor:
        """The record of a cluster as it stands."""
        found = make_actor(cluster.locals, cluster.ref, self.tables)
        name = cluster.name or found.name
        aliases = found.aliases if name == found.name else (found.name, *found.aliases)
        return replace(
            found,
            id=cluster.id,
            name=name,
            kind=cluster.kind or found.kind,
            country=cluster.country if cluster.country or cluster.made else found.country,
            sectors=cluster.sectors if cluster.sectors or cluster.made else found.sectors,
            aliases=tuple(alias for alias in dict.fromkeys(aliases) if alias != name),
            ref=None if cluster.made else found.ref,
        )

    def called(self, name: str, country: str | None = None) -> list[Cluster]:
        """The clusters of a name: those that bear it now, else those that once did; of a country where one is given."""
        wanted = plain(name)
        fitting = [one for one in self.clusters if wanted in one.names]
        if country is not None:
            fitting = [one for one in fitting if self.actor(one).country == country]
        return [one for one in fitting if one.name is not None and plain(one.name) == wanted] or fitting

    def the(self, verdict: Verdict) -> Cluster:
        """The one cluster that a judgement is about; raises MisfitError where none or several answer to the name."""
        found = self.called(verdict.judgement.target, verdict.of_country)
        if not found:
            raise MisfitError("no actor of the dossier bears that name", "judge again by the name that it has now")
        if len(found) > 1:
            raise MisfitError(f"{len(found)} actors bear that name", "say which with `of_country`")
        return found[0]

    def apply(self, verdict: Verdict) -> None:
        """Carry out one judgement; raises MisfitError where it does not apply."""
        match verdict.judgement.kind:
            case "merge-actors":
                self._merge(verdict)
            case "split-actor":
                self._split(verdict)
            case "rename-actor":
                cluster = self.the(verdict)
                cluster.name = verdict.name
                cluster.names.add(plain(verdict.name))
            case _:
                self._add(verdict)

    def _merge(self, verdict: Verdict) -> None:
        first = self.the(verdict)
        others: list[Cluster] = []
        for name in verdict.names:
            found = self.called(name)
            if not found:
                raise MisfitError(f"no actor is called {name!r}", "judge again by the name that it has now")
            others += [one for one in found if one is not first and one not in others]
        for other in others:
            first.name = first.name or self.actor(first).name
            if first.ref.startswith("~") and not other.ref.startswith("~"):
                first.ref, first.made = other.ref, False  # what the tables know of the second holds for both
            first.locals = sorted([*first.locals, *other.locals], key=lambda local: (local.article, local.ref))
            first.names |= other.names
            self.clusters.remove(other)

    def _split(self, verdict: Verdict) -> None:
        found = self.called(verdict.judgement.target, verdict.of_country)
        if not found:
            raise MisfitError("no actor of the dossier bears that name", "judge again by the name that it has now")
        new = self._made(verdict, verdict.name)
        moved = False
        for cluster in found:
            if cluster is not new:
                moved = self._move(verdict, cluster, new) or moved
        if not moved and not new.locals:
            raise MisfitError("none of the mentions is there any more", "judge again on the pages as they are now")
        if new not in self.clusters:
            self.clusters.append(new)

    def _made(self, verdict: Verdict, name: str) -> Cluster:
        """The cluster that a judgement asks for: one that an earlier judgement made, else a new one."""
        ref = JUDGED + plain(name)
        new = next((one for one in self.clusters if one.own_ref == ref), None) or Cluster(
            locals=[], ref=ref, id=make_id("p", "judged", plain(name)), names={plain(name)}, name=name, made=True,
            own_ref=ref,
        )  # fmt: skip
        new.kind, new.country = verdict.kind or new.kind, verdict.country or new.country
        new.sectors = verdict.sectors or new.sectors
        return new

    def _move(self, verdict: Verdict, cluster: Cluster, new: Cluster) -> bool:
        held = {(local.article, local.ref) for local in cluster.locals}
        moved = False
        for place, reading in enumerate(self.readings):
            words = {" ".join(text.split()) for page, text in verdict.mentions if page == reading.article.sha256}
            refs = {ref for article, ref in held if article == reading.article.id}
            changed = move_mentions(reading, words, refs, new.own_ref) if words and refs else reading
            if changed is not reading:
                moved = True
                self.readings[place] = changed
                self._gather_again(changed, cluster, new)
        if not cluster.locals and cluster in self.clusters:
            self.clusters.remove(cluster)
        return moved

    def _gather_again(self, reading: Reading, *clusters: Cluster) -> None:
        """Let clusters say of an article what it says since its refs were changed."""
        found = {local.ref: local for local in gather([reading])}
        for cluster in clusters:
            refs = {local.ref for local in cluster.locals if local.article == reading.article.id}
            refs |= {cluster.own_ref}
            kept = [local for local in cluster.locals if local.article != reading.article.id]
            cluster.locals = sorted(
                [*kept, *(found[ref] for ref in refs if ref in found)], key=lambda local: (local.article, local.ref)
            )

    def _add(self, verdict: Verdict) -> None:
        name = verdict.judgement.target
        known = self.called(name, verdict.of_country)
        if len(known) == 1:
            cluster = known[0]
            cluster.kind, cluster.country = verdict.kind, verdict.country or cluster.country
            cluster.sectors = verdict.sectors or cluster.sectors
            cluster.name = name
            return
        if known:
            raise MisfitError(f"{len(known)} actors bear that name", "say which with `of_country`")
        new = self._made(verdict, name)
        for place, reading in enumerate(self.readings):
            changed = find_words(reading, (name, *verdict.names), new.own_ref, new.kind or "group")
            if changed is not reading:
                self.readings[place] = changed
                self._gather_again(changed, new, *self._touched(changed.article.id))
        self.clusters = [one for one in self.clusters if one.locals]
        if not new.locals:
            raise MisfitError("no page uses that name", "judge again by a name as the pages write it")
        self.clusters.append(new)

    def _touched(self, article: str) -> list[Cluster]:
        return [one for one in self.clusters if any(local.article == article for local in one.locals)]


def open_bench(readings: Sequence[Reading], knowledge: Knowledge) -> Bench:
    """Readings and actors as linking finds them by itself."""
    bench = Bench(readings=list(readings), tables=Tables(knowledge))
    for group in groups(gather(readings), knowledge):
        ref = _ref_of(group)
        actor = make_actor(group, ref, bench.tables)
        bench.clusters.append(Cluster(locals=group, ref=ref, id=actor.id, names={plain(actor.name)}))
    return bench


def judge(bench: Bench, judgements: Iterable[Judgement]) -> list[tuple[Judgement, MisfitError]]:
    """Apply the judgements that stand, the oldest first; those that do not apply come back with the reason."""
    misfits: list[tuple[Judgement, MisfitError]] = []
    for judgement in standing(judgements):
        try:
            bench.apply(read_verdict(judgement))
        except MisfitError as problem:
            misfits.append((judgement, problem))
    return misfits


def unused(judgements: Iterable[Judgement], readings: Sequence[Reading], knowledge: Knowledge) -> tuple[Judgement, ...]:
    """The judgements on actors that do not apply to these readings, taken as they are before linking; oldest first."""
    return tuple(judgement for judgement, _ in judge(open_bench(readings, knowledge), judgements))


def refusals(judgements: Iterable[Judgement], readings: Sequence[Reading], knowledge: Knowledge) -> tuple[Refusal, ...]:
    """The same, as what the dossier shows: which judgement, why it does not apply, and how to mend it."""
    return refused(judge(open_bench(readings, knowledge), judgements))


def refused(misfits: Iterable[tuple[Judgement, MisfitError]]) -> tuple[Refusal, ...]:
    """Judgements that do not apply, as refusals."""
    return tuple(
        Refusal(
            page=f"judgement {judgement.id}",
            stage=STAGE,
            reason=f"{judgement.kind} {judgement.target!r} does not apply: {problem.what}",
            mend=problem.mend,
        )
        for judgement, problem in misfits
    )


def _ref_of(group: list[Local]) -> str:
    """The ref of the tables, where one of the group has it, else the first in the alphabet."""
    refs = sorted({local.ref for local in group})
    return next((ref for ref in refs if not ref.startswith("~")), refs[0])
