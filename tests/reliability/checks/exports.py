"""Exports of hostile text: whole, well formed, and without anything that acts."""

import csv
import io
import json
import re
from collections.abc import Callable

from checks.hostile_strings import STRINGS
from harness.home import temporary_home
from harness.result import Result
from harness.trial import Trial
from harness.verdict import Skip, Verdict

TOO_LONG = ("100k", "10k-words")
"""Labels of the strings that are left out."""
FORMULA_STARTS = "=+-@\t\r＝＋－＠"
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
FOLD = re.compile(r"\r?\n[ \t]")
LINE_END = re.compile(r"\r\n|\n|\r")
INJECTED = re.compile(r"X-EVIL|SUMMARY:INJECTED|FN:evil|BEGIN:VCARD|Bcc:", re.IGNORECASE)
CONTENT_LINE = re.compile(r"[A-Za-z0-9-]+[;:]")


def exports(trial: Trial) -> Verdict:
    """Export hostile text: no live formula or injected line, every row there, JSON that parses."""
    with temporary_home(trial, "export") as home:
        known = [name for name in EXAMINERS if not home.run(name).unknown]
    if not known:
        raise Skip("no export commands")
    with temporary_home(trial, "export") as home:
        stored = 0
        for label, string in STRINGS:
            if label not in TOO_LONG:
                values = {"company": string, "contact": string, "note": string}
                stored += home.add(trial.token(), **values).succeeded
        verdicts = [EXAMINERS[name](home.run(name), stored) for name in known]
    return Verdict(
        all(verdict.passed for verdict in verdicts),
        "; ".join((f"{stored} hostile rows", *(verdict.figures for verdict in verdicts))),
    )


def _csv(result: Result, stored: int) -> Verdict:
    text = result.out.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    live = sum(_is_live(cell) for row in rows[1:] for cell in row)
    ragged = len({len(row) for row in rows if row}) > 1
    return Verdict(
        result.succeeded and not live and not ragged and len(rows) - 1 >= stored,
        f"csv {len(rows) - 1} rows, {live} live formulas{', ragged' if ragged else ''}",
    )


def _is_live(cell: str) -> bool:
    """Whether a spreadsheet would compute the cell."""
    return cell.startswith(tuple(FORMULA_STARTS)) and not NUMBER.fullmatch(cell)


def _ics(result: Result, _stored: int) -> Verdict:
    lines = LINE_END.split(FOLD.sub("", result.out.decode("utf8", "replace")))
    components = sum(line.upper() in {"BEGIN:VEVENT", "BEGIN:VTODO"} for line in lines)
    injected = sum(bool(INJECTED.match(line)) for line in lines)
    malformed = sum(bool(line) and not CONTENT_LINE.match(line) for line in lines)
    long = sum(len(line) > 75 for line in result.out.split(b"\r\n"))
    return Verdict(
        result.succeeded and not injected and not malformed and not long,
        f"ics {components} components, {injected} injected, {malformed} malformed lines, "
        f"{long} over 75 octets",
    )


def _json(result: Result, _stored: int) -> Verdict:
    try:
        json.loads(result.out)
    except ValueError as error:
        return Verdict(False, f"json broken: {error}")
    return Verdict(True, "json parses")


EXAMINERS: dict[str, Callable[[Result, int], Verdict]] = {
    "export_csv": _csv,
    "export_ics": _ics,
    "export_json": _json,
}
"""By command: what is examined in its output, given how many interviews were stored."""
