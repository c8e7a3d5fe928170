"""What `import` asks at a terminal: the user's address, the companies of invitations."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from followup.cli import console
from followup.domain.errors import FollowupError, NoCompany
from followup.domain.frozen import replace
from followup.domain.people import check_email
from followup.domain.safe_text import line, lines
from followup.environment import World
from followup.services import transfer
from followup.services.transfer import ImportTyped

if TYPE_CHECKING:  # half a second
    from followup.services.import_file import Imported

ADDRESS = "Your own email address in invitations, so that you are not thanked:"

Taking = Callable[[World, str, ImportTyped], "Imported"]


def about_you(world: World, file: str, typed: ImportTyped) -> ImportTyped:
    """The options with the user's own address, asked for before the first invitation is read."""
    if not transfer.wants_your_address(world, file):
        return typed
    while answer := console.ask(ADDRESS, default=""):
        try:
            return replace(typed, your_email=check_email(answer))
        except FollowupError as error:
            console.result(f"  {lines(str(error))}\n")
    return typed


def answered(world: World, file: str, typed: ImportTyped, taking: Taking) -> "Imported":
    """What an import does, the companies asked for that invitations do not name."""
    while True:
        try:
            return taking(world, file, typed)
        except NoCompany as unnamed:
            if not world.interactive or unnamed.headline in typed.companies:
                raise
            answer = console.ask(
                f"Which company is “{line(unnamed.headline)[:60]}” from?", default=""
            )
            if not answer:
                raise
            typed = replace(typed, companies={**typed.companies, unnamed.headline: answer})
