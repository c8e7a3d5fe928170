"""What is kept as idle is what follows from applications and follow-ups.

That it is so after every command, `doctor` says in the test of the whole domain.
"""

import sqlite3
from contextlib import closing

from conftest import GLOBEX, Say
from followup.store.schema import IDLE


def kept(store: str) -> tuple[list[int], list[int]]:
    """The idle applications, as they are kept and as they follow from the rest."""
    with closing(sqlite3.connect(store)) as connection:
        asked = "SELECT application_id FROM idle ORDER BY 1", f"{IDLE} ORDER BY 1"
        first, second = ([row[0] for row in connection.execute(sql)] for sql in asked)
    return first, second


def test_what_loses_its_last_follow_up_is_idle_until_it_has_another(say: Say, store: str) -> None:
    say(*GLOBEX)
    for words, idle in (
        (("skip", "1"), []), (("skip", "2"), [1]), (("undo",), []), (("undo",), []),
        (("skip", "1"), []), (("skip", "2"), [1]), (("add", "Globex", "--at", "tomorrow"), []),
        (("undo",), [1]), (("outcome", "globex", "rejected"), []), (("undo",), [1]),
    ):  # fmt: skip
        assert say(*words).status == 0, words
        assert kept(store) == (idle, idle), words
