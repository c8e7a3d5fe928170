"""What mail costs, in milliseconds on the clock and of processor time: `python tests/benchmarks/mail.py`.

Sending: `draft 1` and `draft 1 --send --yes` as processes of their own, on copies of one store, to
an aiosmtpd with TLS and a password in a process of this program; beside them the same dialogue,
held by smtplib in this process: all that is left of it is the network and the server. `--answer`
has the server take so long, in milliseconds, for each answer, as one far away does. What sending
costs beside both is the median of the one less the medians of the two. Each round also loads Typer
alone, as `draft` does, and SQLModel with it, as what writes must: what that takes can only be hidden
behind the server's answers, so that sending is named as a multiple of it, too.

Reading: `mail check` on a Dovecot with 10,000 messages, one of which answers a note.

Exits with 1 where a target is missed.
"""

import argparse
import resource
import smtplib
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from timing import PROGRAM, environment, ran, verdict

sys.path.insert(0, str(Path(__file__).parents[1] / "reliability"))
sys.path.insert(0, str(Path(__file__).parents[1]))
from mail_servers import PASSWORD, USER, Mailroom, authority, content, dovecot, smtp

SENDING = 300.0
"""Milliseconds that sending may take beside `draft` and the server's own time."""

READING = 2000.0
"""Milliseconds for a mailbox of MESSAGES."""

MESSAGES = 10_000

Took = tuple[float, float]
"""Milliseconds on the clock, and of processor."""


def main() -> int:
    """Measure, print the figures, and tell by the exit status whether the targets were met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--answer", type=int, default=0)
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as home:
        sent = sending(Path(home), asked.rounds, asked.answer / 1000)
    with tempfile.TemporaryDirectory() as home:
        read = reading(Path(home), asked.rounds)
    for name, (wall, cpu) in (sent | read).items():
        print(f"{name:32} {wall:6.0f} ms, {cpu:6.0f} ms of processor")
    drafted, with_sending, typer, engine, alone = sent.values()
    beside = with_sending[0] - drafted[0] - alone[0]
    took = next(iter(read.values()))[0]
    print(
        f"sending, beside both: {beside:.0f} ms, {with_sending[1] - drafted[1]:.0f} ms of processor"
    )
    loading = engine[0] - typer[0], engine[1] - typer[1]
    print(
        f"sending, in loads of SQLModel ({loading[0]:.0f} ms): {beside / loading[0]:.2f}, "
        f"{(with_sending[1] - drafted[1]) / loading[1]:.2f} of processor"
    )
    print(f"sending, target {SENDING:.0f} ms: {verdict(beside, SENDING)}")
    print(f"reading, target {READING:.0f} ms: {verdict(took, READING)}")
    return 0 if beside <= SENDING and took <= READING else 1


def sending(home: Path, rounds: int, answer: float) -> dict[str, Took]:
    """What drafting, drafting and sending, and the dialogue alone take."""
    certificate, trusted = authority(home)
    env = environment(home) | {"SSL_CERT_FILE": str(trusted)}
    room = Mailroom()
    room.before = lambda _number: time.sleep(answer)
    with smtp(room, certificate) as address:
        record(env)
        settings(env, {"mail.server": address, "mail.user": USER})
        return measured(rounds, env, room, address, trusted)


def reading(home: Path, rounds: int) -> dict[str, Took]:
    """What a look into a mailbox takes, once its server has made its index."""
    env = environment(home)
    record(env)
    place = home / "dovecot"
    place.mkdir()
    home.chmod(0o711)
    with dovecot(place) as box:
        for number in range(MESSAGES):
            box.put(MESSAGE.format(number=number).encode(), str(number))
        box.put(b"From: Ann Lee <ann@acme.example>\nMessage-ID: <a@b>\n\nHello\n", "reply")
        settings(env, {"mail.imap": f"imaps://localhost:{box.tls}", "mail.user": USER})
        subprocess.run([PROGRAM, "done", "1"], env=env, check=True, stdout=subprocess.DEVNULL)
        env |= {"SSL_CERT_FILE": str(place / "ca.pem")}
        took = [timed([PROGRAM, "mail", "check"], env) for _ in range(rounds + 1)]
    return {f"mail check, {MESSAGES:,} messages": middle(took)}


MESSAGE = """\
From: Somebody <p{number}@other.example>
To: sam@rivera.example
Subject: News {number}
Message-ID: <{number}@other.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="B"

--B
Content-Type: text/plain

News.

--B
Content-Type: text/html

<p>News.</p>

--B--
"""


def settings(env: Mapping[str, str], told: Mapping[str, str]) -> None:
    """These, and a password for them."""
    for key, value in {**told, "mail.password_command": f"echo {PASSWORD}"}.items():
        subprocess.run([PROGRAM, "config", "set", key, value], env=env, check=True)


def record(env: Mapping[str, str]) -> None:
    """A store with one interview."""
    commands = [
        ("add", "Acme Corp", "--role", "Analyst", "--at", "yesterday 3pm",
         "--with", "Ann Lee <ann@acme.example>", "--topic", "the move to dbt"),
        ("config", "set", "you.name", "Sam Rivera"),
        ("config", "set", "you.email", "sam@rivera.example"),
    ]  # fmt: skip
    for words in commands:
        subprocess.run([PROGRAM, *words], env=env, check=True, stdout=subprocess.DEVNULL)


def measured(
    rounds: int, env: Mapping[str, str], room: Mailroom, address: str, trusted: Path
) -> dict[str, Took]:
    """The median of each by name; one round before only warms."""
    store = Path(env["FOLLOWUP_DB"])
    kept = store.read_bytes()
    times: dict[str, list[Took]] = {}
    for _ in range(rounds + 1):
        for name, words in (("draft", ()), ("draft --send", ("--send", "--yes"))):
            store.write_bytes(kept)
            times.setdefault(name, []).append(timed([PROGRAM, "draft", "1", *words], env))
        for modules in ("typer", "typer, sqlmodel"):
            command = [sys.executable, "-c", f"import gc; gc.disable(); import {modules}"]
            times.setdefault(f"import {modules}", []).append(timed(command, env))
        begun, used = time.perf_counter(), time.process_time()
        dialogue(int(address.rpartition(":")[2]), trusted, content(room.taken[-1]))
        took = (time.perf_counter() - begun) * 1000, (time.process_time() - used) * 1000
        times.setdefault("the server, and the network", []).append(took)
    return {name: middle(each) for name, each in times.items()}


def middle(took: Sequence[Took]) -> Took:
    """The medians of all but the first, which only warms."""
    return median(wall for wall, _ in took[1:]), median(cpu for _, cpu in took[1:])


def timed(command: list[str], env: Mapping[str, str]) -> Took:
    """What a command takes that succeeds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = ran(command, env).ms
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, used * 1000


def dialogue(port: int, trusted: Path, message: bytes) -> None:
    """What a client and the server say to send one message."""
    context = ssl.create_default_context(cafile=str(trusted))
    with smtplib.SMTP_SSL("localhost", port, local_hostname="here", context=context) as client:
        client.login(USER, PASSWORD)
        client.sendmail("sam@rivera.example", ["ann@acme.example"], message)


if __name__ == "__main__":
    sys.exit(main())
