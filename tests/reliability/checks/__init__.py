"""The checks, in the order in which they are run. Each takes the trial and gives a verdict.

The name of a function is the name of its check, the first line of its docstring what `--list` says.
"""

from collections.abc import Callable

from checks.backups import restore_drill, undo
from checks.clock import clock
from checks.concurrency import concurrent, lock_held
from checks.damage import bit_flips, corruption, newer_schema
from checks.disk import disk_full, read_only
from checks.exports import exports
from checks.hostile_text import hostile_search, hostile_text, hostile_when
from checks.imports import growth, hostile_import
from checks.interrupts import ctrl_c
from checks.kills import kill_random
from checks.locales import locales
from checks.mail import mail_headers
from checks.pipes import closed_pipe
from checks.power import power_loss
from checks.privacy import egress, permissions
from checks.server import server_full, server_kills, server_stops, server_writers
from checks.system_calls import fault_sweep, kill_sweep
from harness.trial import Trial
from harness.verdict import Verdict

Check = Callable[[Trial], Verdict]

CHECKS: tuple[Check, ...] = (
    *(kill_random, kill_sweep, fault_sweep, power_loss),
    *(concurrent, lock_held),
    *(server_writers, server_kills, server_stops, server_full),
    *(hostile_text, hostile_when, hostile_search, mail_headers, exports, hostile_import),
    *(closed_pipe, ctrl_c, locales, read_only, disk_full),
    *(corruption, bit_flips, newer_schema),
    *(permissions, egress, undo, restore_drill, clock, growth),
)
