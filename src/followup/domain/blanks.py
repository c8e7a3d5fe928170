"""What people type, or tables hold, where there is nothing: n/a, none, tbc, nobody. Pure."""

from followup.domain.errors import UsageError
from followup.domain.safe_text import line
from followup.domain.text import fold, one_line

_BLANKS = frozenset((
    "none", "no", "nobody", "no one", "noone", "null", "nil", "nan", "n a", "n/a", "n.a",
    "not applicable", "not known", "not sure", "unknown", "undefined", "tba", "tbc", "tbd",
    "to be announced", "to be confirmed", "to be decided", "to be determined", "dont know",
    "keine", "keiner", "niemand", "unbekannt", "entfallt", "k.a", "offen",
))  # fmt: skip
_CLOSINGS = frozenset((
    "regards", "kind regards", "kindest regards", "best regards", "warm regards", "with regards",
    "with kind regards", "best wishes", "all the best", "thanks", "many thanks", "thank you",
    "thanks again", "cheers", "sincerely", "sincerely yours", "yours sincerely", "yours truly",
    "yours faithfully", "respectfully", "cordially", "sent from my iphone", "mfg",
    "mit freundlichen grussen", "freundliche grusse", "viele grusse", "beste grusse",
    "liebe grusse", "herzliche grusse", "cordialement",
))  # fmt: skip
_SIGNS = " .,;:!?…()[]<>{}\"'“”‘’-–—_*/\\#"


def is_blank(text: str) -> bool:
    """Whether `text` names nothing: it has no letter or digit, or says so, as n/a and none do."""
    bare = fold(text).strip(_SIGNS).replace("'", "").replace("’", "").replace("-", " ")
    return (
        not bare
        or text.strip() == "NA"
        or bare.removesuffix(" else").removesuffix(" yet") in _BLANKS
    )


def name_line(text: str, field: str) -> str:
    """The name of a company, a role or an agency; UsageError where `text` names none."""
    told = one_line(text, field)
    if told and is_blank(told):
        raise UsageError(f"“{line(told)[:60]}” names no {field}; write its name, or leave it out.")
    return told


def is_nobody(text: str) -> bool:
    """Whether `text` names no person: n/a, no one else, Kind regards."""
    first_words = fold(text.partition(",")[0]).strip(_SIGNS)
    return is_blank(text) or first_words in _CLOSINGS
