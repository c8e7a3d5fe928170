"""When two names of a company may well be one: legal forms, punctuation and spaces aside. Pure."""

from collections.abc import Sequence

from followup.domain.text import fold

LEGAL_FORMS = frozenset(
    ("inc", "incorporated", "corp", "corporation", "co", "company", "ltd", "limited", "llc", "llp",
     "lp", "plc", "pty", "gmbh", "mbh", "ag", "kg", "ug", "se", "sa", "sas", "sarl", "srl", "spa",
     "bv", "nv", "ab", "oy", "aps", "kk")
)  # fmt: skip
"""What a company's name may end with without being another company."""

_JOINED = str.maketrans(dict.fromkeys(".'’`"))
_SPOKEN = str.maketrans({"&": " and ", "+": " plus "})


def bare(company: str) -> str:
    """What is left of a name: its letters and digits, without the legal forms at its end.

    A name that is nothing but legal forms and punctuation is left with what there is of it.
    """
    spoken = fold(company).translate(_JOINED).translate(_SPOKEN)
    words = "".join(sign if sign.isalnum() else " " for sign in spoken).split()
    kept = _without_forms(words)
    return "".join(kept or words)


def _without_forms(words: list[str]) -> list[str]:
    """`Smith & Co. KG` is Smith: an `and` goes with the form that it led to."""
    kept = words
    while kept and kept[-1] in LEGAL_FORMS:
        kept = kept[:-1]
        if kept and kept[-1] == "and":
            kept = kept[:-1]
    return kept


def alike(company: str, other: str) -> bool:
    """Whether two names may well be one company; not where nothing is left to compare."""
    left = bare(company)
    return bool(left) and left == bare(other)


def nearest(company: str, known: Sequence[str]) -> str:
    """The first of the known names that is like a company's; empty where there is none.

    None, too, where the very name is known, but for case and accents: that is no second name.
    """
    if fold(company) in map(fold, known):
        return ""
    return next((name for name in known if alike(company, name)), "")
