"""A plain name is read without the parser of names, and as the parser would read it.

`python tests/domain/test_names.py` writes the words that keep a name from being plain anew.
"""

import dataclasses
import re
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.domain import people

WORDS = Path(people.__file__).with_name("name_words.txt")


def special_words() -> list[str]:
    """Every word of letters in any list of the parser, as it stands and without its full stops."""
    lexicon = people.parser().lexicon
    lists = (getattr(lexicon, field.name) for field in dataclasses.fields(lexicon))
    texts = (str(text) for each in lists for entry in each for text in _texts(entry))
    words = chain.from_iterable((*text.split(), text.replace(".", "")) for text in texts)
    return sorted({"the", *(word.lower() for word in words if re.fullmatch("[A-Za-z]{2,}", word))})


def _texts(entry: object) -> tuple[object, ...]:
    return entry if isinstance(entry, tuple) else (entry,)


def test_the_words_of_the_parser_are_all_known() -> None:
    assert WORDS.read_text(encoding="ascii").split() == special_words()


def by_parser(name: str) -> people.PersonName:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(people, "_is_plain", lambda name: False)
        return people.read_name(name)


_HERE = sorted(
    {*people.FAMILIES, *people.OPENS_GIVEN, *people.SHORTENED, *people.NEVER_GIVEN, *people.ROLES}
)
WORD = st.one_of(
    st.sampled_from(special_words()),
    st.sampled_from([word for word in _HERE if re.fullmatch("[a-z]+", word)]),
    st.from_regex("[a-z]{2,9}", fullmatch=True),
    st.sampled_from(["jose", "garcia", "martinez", "oglu", "ivanovna", "wei", "nguyen"]),
)


@given(WORD, WORD)
def test_a_plain_name_is_read_as_the_parser_reads_it(first: str, last: str) -> None:
    name = f"{first.title()} {last.title()}"
    assert people.read_name(name) == by_parser(name)


if __name__ == "__main__":
    WORDS.write_text(" ".join(special_words()) + "\n", encoding="ascii")
