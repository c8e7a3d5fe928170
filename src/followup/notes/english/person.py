"""Whom a note speaks to: "they" of a jotting is "you" of the note, "you" of a doubt is "I". Pure.

Pronouns are shifted by what stands before them: a "they" that follows another plural noun keeps
meaning that one, and so does a "their" that follows a person.
"""

import re

from followup.notes.english import lexicon as w
from followup.notes.english.grammar import sentences

_YOURS = {
    "they": "you", "them": "you", "their": "your", "theirs": "yours", "themselves": "yourselves",
    "they're": "you're", "they've": "you've", "they'll": "you'll", "they'd": "you'd",
}  # fmt: skip
_THEIRS = re.compile(
    rf"\b(?P<word>{'|'.join(_YOURS)})\b(?P<verb> [a-z]+s\b)?".replace("'", "[’']"), re.IGNORECASE
)
_PERSON = re.compile(
    r"\b(?:someone|somebody|anyone|person|people|staff|everyone|team|family|kids|students?|clients?"
    r"|patients?|customers?|users?|children|parents|nurses)\b",
    re.IGNORECASE,
)
_OF_EMPLOYER = re.compile(
    r" (?:\w+ )?(?:teams?|stack|company|platform|data|customers?|clients?|product|reporting|systems?"
    r"|culture|department|office|business|brand|market|shops?|stores?|operations?|pipelines?)\b"
)
_PLURAL = re.compile(r"(?<!\bit )(?<!\bhe )(?<!\bwho )\b[^\W\d_]{3,}(?<!s)(?<!u)(?<!i)s\b(?![’'])")
_NOT_PLURAL = frozenset(
    [
        "does",
        "was",
        "has",
        "needs",
        "wants",
        "takes",
        "uses",
        "always",
        "perhaps",
        "sometimes",
        "besides",
    ]
)


def to_reader(text: str) -> str:
    """`text` with "they" turned to "you" where it means the employer, he and she likewise."""
    return " ".join(map(_sentence_to_reader, sentences(text)))


def _sentence_to_reader(text: str) -> str:
    shifted = _one_to_reader(_THEIRS.sub(_shift_theirs, text))
    return shifted[:1].upper() + shifted[1:] if text[:1].isupper() else shifted


def _shift_theirs(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()], match.string[match.end("word") :]
    word = match["word"].lower().replace("’", "'")
    plural = any(noun.lower() not in _NOT_PLURAL for noun in _PLURAL.findall(before))
    meant = _OF_EMPLOYER.match(after) if word == "their" else None
    others = plural or (word.startswith("their") and _PERSON.search(before))
    if others and not meant:
        return match[0]
    verb = (match["verb"] or "")[1:]
    agreeing = _verb_for_you(verb.lower()) if word == "they" else verb
    return f"{_YOURS[word]} {agreeing}".rstrip()


_ONE = re.compile(
    r"\b(?:(?P<subject>she|he)(?P<short>[’'](?:s|d|ll))?(?: (?P<adverb>\w+ly|also|just|never|always))?"
    r"(?: (?P<verb>[a-z]+))?|(?P<owner>his|her)|(?P<object>him))\b",
    re.IGNORECASE,
)
_OF_YOU = {"is": "are", "was": "were", "has": "have", "does": "do"}


def _one_to_reader(text: str) -> str:
    """`text` with he or she turned to "you" if nobody else was named before."""
    opening = re.match(
        r"(?:how |why |what |that |whether |when |where |about )?(?:she|he|his|her)\b",
        text,
        re.IGNORECASE,
    )
    return _ONE.sub(_shift_one, text) if opening else text


def _shift_one(match: re.Match[str]) -> str:
    if match["owner"]:
        return "your"
    if match["object"]:
        return "you"
    short = {"s": "'re", "d": "'d", "ll": "'ll"}.get((match["short"] or "")[1:], "")
    adverb = f" {match['adverb']}" if match["adverb"] else ""
    verb = f" {_verb_for_you(match['verb'])}" if match["verb"] else ""
    return f"you{short}{adverb}{verb}"


def _verb_for_you(verb: str) -> str:
    return _OF_YOU.get(verb) or w.BASE_OF_THIRD.get(verb, verb)


def opening_to_reader(text: str) -> str:
    """`text` addressed to the reader if it begins with them; what follows may be about others."""
    return to_reader(text) if re.match(r"(?:they|she|he)\b", text, re.IGNORECASE) else text


_OURS = {"we": "you", "us": "you", "our": "your", "ours": "yours", "ourselves": "yourselves"}


def ours_to_yours(text: str) -> str:
    """`text` that quotes them ("we need", "our team") addressed back to them."""
    return re.sub(
        rf"\b(?:{'|'.join(_OURS)})\b",
        lambda match: _OURS[match[0].lower()],
        text,
        flags=re.IGNORECASE,
    )


_ABOUT_ME = {"you": "I", "your": "my", "yours": "mine", "you're": "I'm", "you've": "I've"}


def about_me(text: str) -> str:
    """`text` of a concern: their "you" is "I", their "they" is "you"."""
    if re.search(r"\b(?:I|my|me)\b", text):
        return to_reader(text)
    pattern = r"\b(?:you[’']re|you[’']ve|you are|you were|yours|your|you)\b"
    mine = re.sub(pattern, _mine, text, flags=re.IGNORECASE)
    mine = re.sub(
        r"\b(in|on) (?:the |a )?(cv|resume|résumé)\b", r"\1 my \2", mine, flags=re.IGNORECASE
    )
    return to_reader(mine)


def _mine(match: re.Match[str]) -> str:
    word = match[0].lower().replace("’", "'")
    return {"you are": "I am", "you were": "I was"}.get(word) or _ABOUT_ME[word]
