"""What the speech files of a language hold (speech.yaml, speech_nouns.yaml, channels.yaml), as typed shapes.

A frame of a verb says how the words that open the content look:

    that        a declarative clause ("que …", "that …", in English also without "that")
    quote       a quotation, and the verb beside what is said ("…, a-t-il dit", "… she said")
    whether     an indirect question ("si", "comment", "whether", "why")
    idea        a noun phrase of what can be asserted ("rappeler la nécessité de X", not "rappeler son ambassadeur")
    document    says that only a document or a study can be the subject ("l'étude montre que")
    object      a noun phrase ("dénoncer X", "condemn X")
    inf:P       an infinitive after the preposition P ("inf:de", "inf:to"; "inf:" is the bare infinitive)
    gerund      an English gerund ("denied doing")
    np:P        a phrase after the preposition P ("np:sur" in "insister sur X")
    as:P        an object with what is said of it ("qualifier X de Y", "describe X as Y"; "as:" an adjective)
    attribute   what one says of oneself ("se dire prêt")
    charge      somebody and what he is charged with ("accuser X de Y")
"""

from __future__ import annotations

from typing import Literal

import msgspec

from recoupe.records.statements import Polarity, Stance


class SpeechRule(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One reporting verb (with the words of its idiom) or one preposition of attribution.

    `addressee` says that a noun phrase or clitic between verb and content is the one addressed. A `weak` verb has
    other senses: it reports only with an actor as subject. `polarity` is what the verb itself does to its content.
    """

    id: str
    what: str
    lemma: str = ""
    words: str = ""
    preposition: str = ""
    reflexive: bool = False
    frames: tuple[str, ...] = ()
    addressee: bool = False
    stance: Stance = "neutral"
    polarity: Polarity = "asserted"
    weak: bool = False
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = msgspec.field(default=(), name="not")


class SpeechFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """speech.yaml."""

    rules: tuple[SpeechRule, ...]


class NounRule(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One noun of speech: whoever it belongs to is the speaker, its complement the content."""

    id: str
    what: str
    noun: str
    frames: tuple[str, ...]
    stance: Stance = "neutral"
    polarity: Polarity = "asserted"
    weak: bool = False
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = msgspec.field(default=(), name="not")


class NounFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """speech_nouns.yaml."""

    rules: tuple[NounRule, ...]


class ContextRule(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """A way of attributing words without a cue of its own: a quotation that goes on, a name before a colon, a signed
    quotation.
    """

    id: str
    what: str
    examples: tuple[str, ...] = ()
    counter: tuple[str, ...] = msgspec.field(default=(), name="not")


class Grammar(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Small words of attribution, as written, lower case (`grammar` in channels.yaml)."""

    relatives: frozenset[str]  # open a relative clause
    connectives: frozenset[str]  # open a clause of their own: what stands before them is no part of it
    going_on: frozenset[str]  # behind an attribution and a comma: the reporter goes on
    as_said: frozenset[str]  # open "as X said"
    so_said: frozenset[str]  # stand before a declarative connective: "ainsi que l'a dit X"
    circumstances: frozenset[str]  # open a clause of circumstance behind a final attribution
    adversatives: frozenset[str]  # join what contradicts
    joiners: frozenset[str]  # join two speakers
    noun_prepositions: frozenset[str]  # lead into a noun: a gerund behind them is one
    contracted: frozenset[str]  # articles contracted with a preposition
    partitives: frozenset[str]  # partitive articles
    charges: frozenset[str]  # join a charge to who is charged
    inner: frozenset[str]  # prepositions inside a speaker's title ("ministre en exil")
    purposes_of: frozenset[str]  # join whom a body is for ("collectif pour X")
    issued: frozenset[str]  # lead from a document to its issuer besides genitives and agents
    modifiers: frozenset[str]  # open what modifies a source
    near: frozenset[str]  # stand within the name of an unnamed source
    sourced: frozenset[str]  # verbs before "de source …"
    opinion_openers: frozenset[str]  # may stand before "pour X,"
    clitics: frozenset[str]  # object pronouns before a verb
    object_clitics: frozenset[str]  # object pronouns that a parse may take for the subject
    neutral_clitics: frozenset[str]  # stand for what is said ("comme l'a dit X")
    self_clitics: frozenset[str]  # reflexive pronouns of the first person
    governed: frozenset[str]  # may follow a verb of speech that the parse missed
    noun_openers: frozenset[str]  # open a noun phrase: a gerund behind them is a noun
    genitive_words: frozenset[str]  # genitives as written
    definites: frozenset[str]  # definite determiners
    taking_up: frozenset[str]  # demonstratives that take up the sentence before
    plural_words: frozenset[str]  # open a plural phrase
    plural_pronouns: frozenset[str]  # plural pronouns
    feminine: frozenset[str]  # first words of feminine phrases
    masculine: frozenset[str]  # first words of masculine phrases
    wishes: frozenset[str]  # verbs whose conditional is a polite present
    kept_up: frozenset[str]  # aspect verbs that negated mean the contrary ("n'a cessé de")
    citing: frozenset[str]  # verbs of citing
    opened_by: frozenset[str]  # may stand before "tout" + gerund
    countings: frozenset[str]  # words before a noun that opens a bare clause
    questions_after: frozenset[str]  # follow a demonstrative in an indirect question ("ce que")
    stances: frozenset[str]  # open what one declares oneself to be ("se dire contre")
    channel_openers: frozenset[str]  # before a genitive that opens a channel ("lors de")
    bare_sources: frozenset[str]  # nouns of unnamed sources that close a preposition ("de source")
    pointers: frozenset[str]  # demonstrative pronouns that head a phrase


class ChannelFile(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """channels.yaml: through what words travel, and the small words of attribution; all lower case, one word each.

    Channels: `documents` are written or counted things whose speaker is their issuer (communiqué, sondage);
    `occasions` are where one speaks (entretien); `networks` and `media` are common words and names of channels;
    `channel_prepositions` open a channel; `recipients` are those whom everything is told ("la presse") and who are
    no channel. Speakers: `anaphors` stand for the last speaker ("la source"); `spokes` speak for somebody else
    (porte-parole); `people` are nouns of persons and bodies who speak, `people_endings` endings of further ones;
    `ideas` and `idea_endings` are nouns of what can be asserted (frame "idea") and that nobody is; `not_sources`
    follow "selon" without being a source; `indefinite` subjects are nobody ("on"); `first_persons` speak of
    themselves; `pronouns` stand for a third person; `possessives` are determiners ("son"). Verbs: `aspectuals` may
    stand over a verb of speech without undoing it ("tenir à", "venir de"); `refusals` mean that it was not said;
    `unreal` are modals under which nothing has been said yet; `purposes` are words before an infinitive that was
    carried out (pour, après); `privatives` mean that it was not. Content: `declaratives` open a declarative clause,
    `questions` an indirect question; `lead_ins` open a sentence and are no part of what is said; `contrasts` open a
    clause of the reporter's own; `coordinators` join; `plain` undoes contractions and elisions; `genitives`,
    `agents`, `addressees` are prepositions; `order` tells how the language attributes after the fact: "inverted"
    ("…, a dit X"), or "final" ("…, X said"); `implied_that`: a declarative clause may lack its connective.
    """

    rules: tuple[ContextRule, ...]
    documents: frozenset[str]
    occasions: frozenset[str]
    networks: frozenset[str]
    media: frozenset[str]
    channel_prepositions: frozenset[str]
    recipients: frozenset[str]
    anaphors: frozenset[str]
    spokes: frozenset[str]
    people: frozenset[str]
    people_endings: tuple[str, ...]
    ideas: frozenset[str]
    idea_endings: tuple[str, ...]
    not_sources: frozenset[str]
    indefinite: frozenset[str]
    first_persons: frozenset[str]
    pronouns: frozenset[str]
    possessives: frozenset[str]
    aspectuals: frozenset[str]
    refusals: frozenset[str]
    unreal: frozenset[str]
    purposes: frozenset[str]
    privatives: frozenset[str]
    declaratives: frozenset[str]
    questions: frozenset[str]
    lead_ins: tuple[str, ...]
    contrasts: tuple[str, ...]
    coordinators: frozenset[str]
    plain: dict[str, str]
    genitives: frozenset[str]
    agents: frozenset[str]
    addressees: frozenset[str]
    order: Literal["inverted", "final"]
    implied_that: bool
    grammar: Grammar
