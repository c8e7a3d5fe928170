"""Writes src/followup/notes/english/lexicon.txt from the look-up files that `lemminflect` ships.

    pip download lemminflect pyspellchecker --no-deps
    apt-get download wordnet-base && dpkg -x wordnet-base*.deb wordnet
    python tests/write_lexicon.py lemminflect-*.whl wordnet/usr/share/wordnet pyspellchecker-*.whl

The package itself requires numpy (70 MB), of which its look-up files need nothing; so the forms
are taken out of them once, as plain words, and the package is no dependency. The SPECIALIST
Lexicon, which they are, is a medical one: words of every day that it lacks come from WordNet, as
far as the frequencies of pyspellchecker show that people use them.
"""

import csv
import gzip
import io
import json
import re
import sys
import zipfile
from collections import defaultdict
from itertools import groupby
from pathlib import Path

from followup.notes.english.grammar import FUNCTION_WORDS
from followup.notes.english.lexicon import conjugated, plural

TARGET = Path(__file__).parents[1] / "src/followup/notes/english/lexicon.txt"
OFTEN = 100
"""How often a word stands in the corpus of pyspellchecker at the least; 50 is its floor."""
FUNCTION = FUNCTION_WORDS
COARSE = frozenset(
    [
        "fucking",
        "fuck",
        "goddamn",
        "shitty",
        "asshole",
        "motherfucker",
        "cunt",
        "fucker",
        "goddamned",
        "dick",
        "bullshit",
        "whore",
        "slut",
        "bitch",
        "nigger",
    ]
)
SOURCE = "lemminflect/resources/infl_lu.csv.gz"
NOTICE = """\
# Forms of English words, from the SPECIALIST Lexicon as it comes with LemmInflect 0.2.3.
# Written by tests/write_lexicon.py; words that are missing belong into the tables of lexicon.py.
#
# This uses publicly available data from the U.S. National Library of Medicine (NLM), National
# Institutes of Health, Department of Health and Human Services; NLM is not responsible for the
# product and does not endorse or recommend this or any other product.
#
# LemmInflect: The MIT License (MIT), Copyright (C) 2019 Brad Jascob. Permission is hereby granted,
# free of charge, to any person obtaining a copy of this software and associated documentation
# files (the "Software"), to deal in the Software without restriction, including without limitation
# the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the
# Software, and to permit persons to whom the Software is furnished to do so, subject to the
# following conditions: The above copyright notice and this permission notice shall be included in
# all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT
# WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
# MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
# AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN
# ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR
# THE USE OR OTHER DEALINGS IN THE SOFTWARE.
#
# Words of every day that it lacks: WordNet 3.0 Copyright 2006 by Princeton University. All rights
# reserved. Permission to use, copy, modify and distribute this software and database and its
# documentation for any purpose and without fee or royalty is hereby granted, provided that you
# agree to comply with the following copyright notice and statements, including the disclaimer, and
# that the same appear on ALL copies of the software, database and documentation, including
# modifications that you make for internal use or for distribution. THIS SOFTWARE AND DATABASE IS
# PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR
# IMPLIED. BY WAY OF EXAMPLE, BUT NOT LIMITATION, PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR
# WARRANTIES OF MERCHANTABILITY OR FITNESS FOR ANY PARTICULAR PURPOSE OR THAT THE USE OF THE
# LICENSED SOFTWARE, DATABASE OR DOCUMENTATION WILL NOT INFRINGE ANY THIRD PARTY PATENTS,
# COPYRIGHTS, TRADEMARKS OR OTHER RIGHTS. The name of Princeton University or Princeton may not be
# used in advertising or publicity pertaining to distribution of the software and/or database.
# Title to copyright in this software, database and any associated documentation shall at all
# times remain with Princeton University and LICENSEE agrees to preserve same.
#
# A word alone has regular forms. verb: base/past/participle/gerund/third; noun: singular/plural,
# and singular/- where there is no plural; adj and adv: with their comparatives. What no rule makes
# stands again in "verb form", form/base, and in "plural", plural/singular. A line has all words of
# its class that begin with the same two letters.
"""


def entries(wheel: Path) -> dict[str, list[str]]:
    """The words of each class, in the order of the alphabet."""
    with zipfile.ZipFile(wheel) as archive:
        text = gzip.decompress(archive.read(SOURCE)).decode("utf-8")
    found: dict[str, set[str]] = defaultdict(set)
    for word, kind, *forms in csv.reader(io.StringIO(text)):
        if re.fullmatch(r"[a-z]{2,}(?:-[a-z]+)?", word):
            found[kind].update(written(kind, word, [form.split("/") for form in forms]))
    return {kind: sorted(words) for kind, words in found.items()}


def written(kind: str, word: str, forms: list[list[str]]) -> list[str]:
    """A word as the file has it; nothing where its forms are not all there."""
    if kind in ("adj", "adv"):
        return [word, *(form for each in forms for form in each if form)]
    if kind == "noun":
        return [noun(word, [form for form in forms[0] if form.isalpha()])]
    if kind != "verb" or len(forms) != 4 or not forms[2][0]:
        return []
    past, participle, gerund, third = (each[0] for each in forms)
    told = (past, participle or past, gerund, third)
    if " " in "".join(told):
        return []
    return [word if told == conjugated(word) else "/".join((word, *told))]


def noun(word: str, plurals: list[str]) -> str:
    """A noun with its plural, if no rule makes it."""
    if plural(word) in plurals:
        return word
    others = [form for form in plurals if form != word]
    return f"{word}/{others[0] if others else '-'}"


def everyday(found: dict[str, list[str]], wordnet: Path, speller: Path) -> dict[str, list[str]]:
    """`found` with the words that only WordNet has and people use, each with its regular forms."""
    with zipfile.ZipFile(speller) as archive:
        packed = archive.read("spellchecker/resources/en.json.gz")
    used = {word for word, count in json.loads(gzip.decompress(packed)).items() if count >= OFTEN}
    known = {entry.partition("/")[0] for words in found.values() for entry in words}
    known |= {form for word in found["verb"] for form in (*conjugated(word), *word.split("/"))}
    known |= {form for word in found["noun"] for form in (plural(word), *word.split("/"))}
    for kind in ("verb", "noun", "adj", "adv"):
        index = (wordnet / f"index.{kind}").read_text(encoding="utf-8")
        cased = set(
            re.findall(
                r"(?<= )[a-z]{3,}(?=(?:\([a-z]+\))? \d )", (wordnet / f"data.{kind}").read_text()
            )
        )
        words = set(re.findall(r"^[a-z]{3,}(?= )", index, re.MULTILINE)) & used & cased
        found[kind] = sorted({*found[kind], *(words - known - FUNCTION - COARSE)})
    return found


def irregular(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """The forms that no rule makes, each with its bases."""
    bases: dict[str, dict[str, None]] = defaultdict(dict)
    for base, *forms in (entry.split("/") for entry in found["verb"]):
        for form in forms:
            bases[form][base] = None
    nouns = (entry.split("/") for entry in found["noun"] if "/" in entry)
    plurals = {plural: singular for singular, plural in nouns if plural != "-"}
    return {
        "verb form": sorted("/".join((form, *of)) for form, of in bases.items()),
        "plural": sorted("/".join(each) for each in plurals.items()),
    }


def as_text(found: dict[str, list[str]]) -> str:
    """The file: a block for each class, in it a line for each two letters."""
    blocks = []
    for kind in ("verb", "verb form", "noun", "plural", "adj", "adv"):
        lines = (" ".join(words) for _, words in groupby(found[kind], lambda word: word[:2]))
        blocks.append("\n".join((f"[{kind}]", *lines)))
    return NOTICE + "\n" + "\n".join(blocks) + "\n"


def main() -> None:
    """Write the file."""
    found = everyday(entries(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3]))
    TARGET.write_text(as_text(found | irregular(found)), encoding="utf-8")


if __name__ == "__main__":
    main()
