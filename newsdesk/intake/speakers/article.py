"""Who says each quotation of an article: by its sentence, by the one before, by names that stand elsewhere."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newsdesk.intake.draft.quotations import Passage
from newsdesk.intake.speakers.dialogue import spoken
from newsdesk.intake.speakers.frame import Kind, Sentence, Token, is_title, labels, sentences
from newsdesk.intake.speakers.fullnames import FullNames
from newsdesk.intake.speakers.grammar import Grammar, grammar_of
from newsdesk.intake.speakers.sentence import Said, said
from newsdesk.intake.speakers.subjects.clauses import after_verb, first_phrase
from newsdesk.intake.speakers.subjects.endings import subject
from newsdesk.intake.speakers.subjects.phrases import Phrase, cut, is_function, phrase_at
from newsdesk.intake.speakers.verbs import verbs_in

# Whose full stop belongs to them also where they stand last: "Rep.", "Jr."
_SHORT = frozenset("jr sr rep reps sen sens gov gen capt col lt maj sgt adm cmdr det insp supt pres st dr".split())
_SMALL = re.compile(r"(?<!\w)[^\W\d_]{3,}(?!\w)")
MOST = 200_000
"""Characters of a text in which full names are looked for."""
FAR = 600
"""Characters around a few words in quotation marks in which their sentence is looked for."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who may have said a quotation."""

    name: str | None
    """As printed, without office; None where nobody is named."""
    role: str | None
    """The office before or behind the name, or the description in its place, as printed."""
    start: int
    """Where the name, or what stands for it, is in the text; -1 where nothing does."""
    end: int
    is_certain: bool
    word: str | None
    """The word that attributes."""
    is_beside: bool
    is_inferred: bool = False
    """Whether the sentence does not name it: a pronoun, or nothing, stands there, and somebody was named before."""


def speakers(
    text: str, passages: Sequence[Passage], language: str | None
) -> tuple[Sequence[Passage], list[Speaker | None]]:
    """The passages, and speech without marks, and for each who says it, or None where no word attributes it.

    `language` is a hint: where the words of the text are those of another language, its grammar is taken.
    """
    grammar = grammar_of(text, language)
    if grammar is None or not text.strip():
        return passages, [None] * len(passages)
    passages = spoken(text, passages, grammar)
    return passages, [] if not passages else _Article(text, passages, grammar).speakers()


class _Article:
    def __init__(self, text: str, passages: Sequence[Passage], grammar: Grammar) -> None:
        self.text, self.passages, self.grammar = text, passages, grammar
        self.last: Speaker | None = None
        self.seen: list[Token] = []
        self.paragraphs = list(self._paragraphs())
        self.words = FullNames(grammar)
        self.small = (
            frozenset(word for word in _SMALL.findall(text[:MOST]) if word.islower())
            if grammar.is_cased
            else frozenset()
        )
        if grammar.is_cased:
            for start, _, parts in self.paragraphs:
                for sentence in parts if start < MOST else ():
                    self._collect(sentence)

    def _paragraphs(self) -> Iterator[tuple[int, int, list[Sentence]]]:
        splits = [one for one in self.passages if not one.depth]
        names = self.labels = labels(self.text, splits, self.grammar)
        starts = [one.start for one in splits]
        at = 0
        for line in self.text.split("\n"):
            end = at + len(line)
            inside = splits[bisect_right(starts, at - 1) : bisect_right(starts, end)]
            yield at, end, sentences(self.text, at, end, inside, names, self.grammar) if inside or line else []
            at = end + 1

    def _collect(self, sentence: Sentence) -> None:
        tokens = sentence.tokens
        at = 0
        while at < len(tokens):
            token = tokens[at]
            at += 1
            if not token.is_capital or token.low in self.grammar.days or is_function(token, self.grammar):
                continue
            if not token.first:
                self.words.single.add(token.low)
            piece = cut(tokens[at - 1 : at + 13], self.grammar)[0]
            found = phrase_at(piece, self.grammar) if piece else None
            if found is None or len(found.name) < 2:
                continue
            words = tuple(one.low for one in found.name)
            if token.first and (words[0].endswith(("ed", "ing")) or words[0] in self.small):
                continue  # a verb or an adjective with which a sentence begins
            if words[-1] not in self.grammar.oblique and not any(one in self.grammar.linking for one in words):
                self.words.full.setdefault(words, self._printed(found.name))
            self.words.single.update(words[1:])
            while at < len(tokens) and tokens[at].start <= found.name[-1].start:
                at += 1

    def _printed(self, tokens: Sequence[Token]) -> str:
        last = tokens[-1]
        stop = "." if self.text[last.end : last.end + 1] == "." and last.low in _SHORT else ""
        return " ".join((self.text[tokens[0].start : last.start] + last.text + stop).split())

    def speakers(self) -> list[Speaker | None]:
        """All of them in the order of the passages."""
        places: dict[int, Speaker | None] = {}
        above: Sentence | None = None
        for _, _, parts in self.paragraphs:
            self._in_paragraph(parts, above, places)
            above = parts[-1] if parts else above
        found: list[Speaker | None] = []
        for passage in self.passages:
            found.append(places[passage.start] if passage.start in places else self._inner(passage, places))
        return found

    def _inner(self, passage: Passage, places: dict[int, Speaker | None]) -> Speaker | None:
        """A passage that splits no sentence: one of few words, or one inside another."""
        if passage.depth:
            return None
        top = self.text.rfind("\n", 0, passage.start) + 1
        bottom = self.text.find("\n", passage.end)
        # Near by is enough: a page may be one paragraph.
        top = max(top, passage.start - FAR)
        bottom = min(len(self.text) if bottom < 0 else bottom, passage.end + FAR)
        inside = [one for one in self.passages if not one.depth and top <= one.start and one.end <= bottom]
        names = labels(self.text, inside, self.grammar) - {passage.start}
        for sentence in sentences(self.text, top, bottom, inside, names, self.grammar):
            for at in sentence.quotes():
                if sentence.tokens[at].start != passage.start:
                    continue
                found = said(self.text, sentence, at, self.grammar)
                one = self._speaker(found, sentence) if found else None
                if one is None or passage.start not in self.labels:
                    return one
                titled = self.grammar.tag == "en" and is_title(passage.text)
                return None if titled else replace(one, is_beside=False)
        return None

    def _in_paragraph(self, parts: list[Sentence], above: Sentence | None, places: dict[int, Speaker | None]) -> None:
        previous: Speaker | None = None
        waiting: list[Token] = []
        for number, sentence in enumerate(parts):
            alone = all(token.kind is not Kind.WORD for token in sentence.tokens)
            own: Speaker | None = None
            for at in sentence.quotes():
                quote = sentence.tokens[at]
                found = said(self.text, sentence, at, self.grammar)
                speaker = self._speaker(found, sentence) if found else None
                if speaker is None and alone:
                    speaker = self._alone(quote, number, above, parts, previous)
                    if speaker is None:
                        waiting.append(quote)
                elif speaker is None and own is not None:
                    speaker = replace(own, is_certain=False, is_inferred=True)
                places[quote.start] = own = speaker
                if speaker and speaker.name:
                    for one in waiting:
                        places[one.start] = replace(speaker, is_certain=False, is_inferred=True)
                    waiting.clear()
                    previous = self.last = speaker
                elif speaker:
                    waiting.clear()
                    previous, self.last = speaker, None
            self._mention(sentence)
            if not alone and not sentence.quotes():
                waiting.clear()

    def _alone(
        self, quote: Token, number: int, above: Sentence | None, parts: list[Sentence], previous: Speaker | None
    ) -> Speaker | None:
        """Who says a quotation that is a sentence of its own."""
        if number and parts[number - 1].quotes():
            before = parts[number - 1]
            if previous and before.tokens[-1].kind is not Kind.QUOTE:
                return previous
            return replace(previous, is_certain=False, is_inferred=True) if previous else None
        leading = parts[number - 1] if number else above
        if leading and leading.tokens and leading.tokens[-1].text in (":", "：") and not leading.quotes():
            found = said(self.text, Sentence([*leading.tokens, quote]), len(leading.tokens), self.grammar)
            return self._speaker(found, leading) if found else None
        if not number and above and above.quotes() and self.last and self.last.name:
            whole = next((one for one in self.passages if one.start == above.tokens[above.quotes()[-1]].start), None)
            unclosed = whole is not None and not whole.is_whole and above.tokens[-1].kind is Kind.QUOTE
            return replace(self.last, is_certain=self.last.is_certain and unclosed, is_inferred=not unclosed)
        return None

    def _mention(self, sentence: Sentence) -> None:
        """Remember the subject of a sentence, whom a pronoun in the next may stand for."""
        if not self.grammar.is_cased:
            return
        if self.grammar.order == "sov":
            one = subject(sentence.tokens, self.grammar)
            if one and len(one.name) > 1:
                self._remember(self._printed(one.name), one.name)
            return
        found = self._leading(sentence.tokens)
        verbs = verbs_in(sentence.tokens, self.grammar)
        if verbs and self.grammar.oblique and not (found and found.name):
            found = after_verb(sentence.tokens[verbs[0] + 1 :], self.grammar, sentence.tokens[verbs[0]].low)
        if found is None or not found.name:
            return
        if len(found.name) > 1 or not found.name[0].first or self.words.known([found.name[-1].low]):
            self._remember(self._name(found, sentence)[0], found.name)

    def _leading(self, tokens: Sequence[Token]) -> Phrase | None:
        """The first phrase of a sentence that can be its subject."""
        words = [token for token in tokens if token.kind is not Kind.QUOTE][:40]
        pieces = [piece for piece in cut(words, self.grammar) if piece]
        return first_phrase(pieces, self.grammar) if pieces else None

    def _meant(self, found: Said, sentence: Sentence) -> Speaker | None:
        """Whom a pronoun may stand for: the subject of its own sentence, else who was named last."""
        verb = found.verb.start if found.verb else 0
        own = None
        if self.grammar.is_cased and self.grammar.order != "sov":
            own = self._leading([token for token in sentence.tokens if token.start < verb])
        if own and own.name:
            name = self._name(own, sentence)[0]
            return Speaker(name, None, own.name[0].start, own.name[-1].end, False, None, False)
        words = [token.low for token in sentence.tokens if token.kind is Kind.WORD and abs(token.start - verb) < 40]
        said = [word for word in words if word in self.grammar.pronouns]
        if self.grammar.persons and said and not any(word in self.grammar.persons for word in said):
            return None
        return self.last

    def _remember(self, name: str | None, tokens: Sequence[Token]) -> None:
        self.last = Speaker(name, None, tokens[0].start, tokens[-1].end, False, None, False)

    def _speaker(self, found: Said, sentence: Sentence) -> Speaker | None:
        word = found.verb.text if found.verb else None
        phrase = found.phrase
        if phrase.is_pronoun:
            one = self._meant(found, sentence)
            if one is None or one.name is None:
                return Speaker(None, None, -1, -1, False, word, found.is_beside)
            return replace(one, is_certain=False, word=word, is_beside=found.is_beside, is_inferred=True)
        # A statement says what somebody says: who that is, is for people to see.
        head = phrase.name or phrase.role
        if head and (head[0].low in self.grammar.papers or head[-1].low in self.grammar.papers):
            return Speaker(None, None, -1, -1, False, word, found.is_beside)
        if not phrase.name:
            role = self._printed(phrase.role) if phrase.role else None
            return Speaker(None, role, -1, -1, False, word, found.is_beside)
        name, sure = self._name(phrase, sentence)
        role = self._printed(phrase.role) if phrase.role else None
        return Speaker(
            name,
            role,
            phrase.name[0].start,
            phrase.name[-1].end,
            found.is_clear and phrase.is_sure and sure,
            word,
            found.is_beside,
        )

    def _name(self, phrase: Phrase, sentence: Sentence) -> tuple[str | None, bool]:
        """The name in full where the article has it, and whether it is certain."""
        words = [token.low for token in phrase.name]
        printed = self._printed(phrase.name)
        if not self.grammar.is_cased:
            return printed, len(words) > 1 or self.grammar.letters == "unspaced"
        if len(words) == 1:
            full = self.words.known(words)
            if len(full) == 1:
                return full[0], True
            alone = self.text[phrase.name[0].end : phrase.name[0].end + 1] == ","
            if phrase.name[0].first and words[0] not in self.words.single and not (phrase.role or alone):
                return None, False
            return printed, False
        other = self.words.nominative(words)
        return other or printed, True
