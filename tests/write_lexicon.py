"""Writes src/followup/notes/english/lexicon.txt from the look-up files that `lemminflect` ships.

    pip download lemminflect --no-deps && python tests/write_lexicon.py lemminflect-*.whl

The package itself requires numpy (70 MB), of which its look-up files need nothing; so the forms
are taken out of them once, as plain words, and the package is no dependency.
"""

import csv
import gzip
import io
import re
import sys
import zipfile
from collections import defaultdict
from pathlib import Path
from textwrap import fill

from followup.notes.english.lexicon import conjugated, plural

TARGET = Path(__file__).parents[1] / "src/followup/notes/english/lexicon.txt"
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
# A word alone has regular forms. verb: base/past/participle/gerund/third; noun: singular/plural,
# and singular/- where there is no plural; adj and adv: with their comparatives.
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


def main() -> None:
    """Write the file."""
    found = entries(Path(sys.argv[1]))
    blocks = (
        f"[{kind}]\n{fill(' '.join(found[kind]), 100, break_on_hyphens=False)}\n"
        for kind in ("verb", "noun", "adj", "adv")
    )
    TARGET.write_text(NOTICE + "\n" + "\n".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
