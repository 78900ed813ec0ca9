"""The door of the clause view."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from recoupe.languages.clauses.complements import ComplementReader
from recoupe.languages.clauses.draft import Draft
from recoupe.languages.clauses.groups import GroupReader
from recoupe.languages.clauses.links import link_clauses, mark_reports
from recoupe.languages.clauses.phrases import PhraseReader, all_phrases
from recoupe.languages.clauses.roles import RoleReader
from recoupe.languages.clauses.subjects import SubjectReader
from recoupe.languages.clauses.syntax import syntax_of
from recoupe.languages.clauses.tree import read_tree
from recoupe.languages.pack import LanguagePack
from recoupe.languages.verbs_tables import verb_tables
from recoupe.records.clauses import Clause, Phrase


def read_clauses(doc: Doc, sentences: Sequence[tuple[int, int]], pack: LanguagePack) -> tuple[Clause, ...]:
    """Every predicate of a parsed text with its subject, object and what it governs, in the order of the text.

    `sentences` are token ranges. Verb groups are found by word patterns first and reconciled with the parse afterwards.
    A group starts at its auxiliary, or at the "ne" or "se" before it. A copula is a clause of its own (lemma "être",
    "be") whose `object` is the predicate; so is the adjective of "s'est dit prêt". "faire savoir" is the verb "savoir"
    with the modal "faire". A clitic "lui" is an oblique with the preposition "à"; what the parse hangs on the object
    with a preposition other than "de" is an oblique too. A clause that follows what it reports (", a-t-il dit", ",
    police said") has the link "parenthesis". Lone participles are passive and tenseless. Never raises on a parsed doc;
    positions are token indexes in the doc.
    """
    syntax, tables = syntax_of(pack), verb_tables(pack)
    tree = read_tree(doc, syntax)
    groups = GroupReader(tree, syntax, tables, pack)
    read = [[Draft(group=group, sentence=sentence) for group in groups.read(*sentence)] for sentence in sentences]
    verbs = {word for drafts in read for draft in drafts for word in draft.group.words()}
    phrases = PhraseReader(tree, syntax, verbs)
    for drafts in read:
        link_clauses(tree, syntax, tables, drafts)
        subjects = SubjectReader(tree, syntax, tables, phrases, drafts)
        subjects.read_own()
        mark_reports(tree, drafts)
        RoleReader(tree, syntax, tables, phrases, drafts).read()
        subjects.read_inherited()
        ComplementReader(tree, syntax, tables, drafts).read()
    return tuple(draft.finish() for drafts in read for draft in drafts)


def noun_phrases(doc: Doc, pack: LanguagePack) -> tuple[Phrase, ...]:
    """Every noun phrase and prepositional phrase of a parsed text, nested ones too, in the order of their heads."""
    syntax = syntax_of(pack)
    tree = read_tree(doc, syntax)
    groups = GroupReader(tree, syntax, verb_tables(pack), pack)
    verbs = {verb for group in groups.read(0, len(tree)) for verb in group.words()}
    return all_phrases(PhraseReader(tree, syntax, verbs))
