"""The commands for the shell: completion, `remind`, `manual`."""

import contextlib
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from followup import environment
from followup.cli import console
from followup.domain.errors import FollowupError, UsageError
from followup.domain.safe_text import line
from followup.integrations import completion
from followup.integrations.manpage import Argument, Command, Option


def described(
    command: object, name: str = "followup", parent: typer.Context | None = None
) -> Command:
    """A command of Typer's, or a family of them, without those that are hidden."""
    if not isinstance(command, TyperCommand | TyperGroup):
        raise TypeError(command)
    inner = command.commands.items() if isinstance(command, TyperGroup) else ()
    context = typer.Context(command, parent=parent, **command.context_settings)
    parameters = command.get_params(context)
    return Command(
        name=name,
        help=command.help or "",
        arguments=tuple(_argument(one) for one in parameters if isinstance(one, TyperArgument)),
        options=tuple(_option(one) for one in parameters if isinstance(one, TyperOption)),
        commands=tuple(described(one, word, context) for word, one in inner if not one.hidden),
    )


def _argument(argument: TyperArgument) -> Argument:
    return Argument(argument.human_readable_name.upper(), argument.help or "", argument.required)


def _option(option: TyperOption) -> Option:
    kind = "NUMBER" if option.type.name.startswith("int") else "TEXT"
    return Option(
        # The long one first; those of --help come in no order.
        spellings=tuple(sorted((*option.opts, *option.secondary_opts), key=_is_short)),
        help=option.help or "",
        value="" if option.is_flag else option.metavar or kind,
        repeatable=option.multiple,
    )


def _is_short(spelling: str) -> bool:
    return not spelling.startswith("--")


def complete(words: Sequence[str], program: TyperGroup) -> int:
    """Answer a completion script, which gives its shell and the line up to the cursor; 0.

    What cannot be read completes nothing: a line that is being typed is no place for an error.
    """
    if len(words) != 2:
        return 0
    shell, line = words
    with contextlib.suppress(FollowupError):
        values = completion.values(environment.look())
        console.result(completion.answer(described(program), shell, line, values))
    return 0


def remind(
    at: Annotated[str, typer.Option(help="The time of day, such as 08:30.")] = "08:30",
    system: Annotated[
        str, typer.Option(help="systemd, launchd or cron; the one that is here by default.")
    ] = "",
    install: Annotated[bool, typer.Option("--install", help="Install it.")] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Remove it.")] = False,
    now: Annotated[
        bool, typer.Option("--now", help="Show the notification now, if anything is due.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do it without asking.")] = False,
) -> None:
    """Be reminded each morning on which something is due. Alone, it prints what that takes."""
    from followup.integrations import reminder

    if install + remove + now > 1:
        raise UsageError("Give only one of --install, --remove and --now.")
    if now:
        from followup.output.due_list import notification
        from followup.services import due

        world = console.world()
        came = _mail(world)  # first: a note that came back is due again
        title, text = notification(due.look(world), came)
        if title:
            reminder.show(title, text)
        return
    chosen, job = reminder.system(system), reminder.job(at)
    if not install and not remove:
        console.result(reminder.text(chosen, job))
        return
    question = f"Let {chosen} remind you each day at {job.at:%H:%M}?"
    if _agreed("Take the reminder away?" if remove else question, yes=yes):
        change = reminder.remove if remove else reminder.install
        for sentence in change(chosen, job):
            console.result(f"{line(sentence)}\n")


def _mail(world: environment.World) -> list[str]:
    """What came back to the notes that were sent, where `mail.check` has it looked for.

    A mailbox that cannot be read is a remark: what is due is shown all the same.
    """
    from followup.services import config

    if config.get(world, "mail.check").value != "yes":
        return []
    from followup.output import mail as mail_output
    from followup.services import mail

    try:
        mail_check = mail.check_mail(world)
    except FollowupError as error:
        console.remarks([str(error)])
        return []
    return [mail_output.news(one, world.today) for one in mail_check.news]


def _agreed(question: str, *, yes: bool) -> bool:
    """Whether it may be done. UsageError where nobody is there to be asked."""
    if yes:
        return True
    if not environment.look().interactive:
        raise UsageError("Nothing was changed; give --yes to do it without being asked.")
    agreed = console.confirm(question, default=True)
    if not agreed:
        console.result("Nothing was changed.\n")
    return agreed


def manual(context: typer.Context) -> None:
    """Print the manual page: followup manual | man -l -"""
    from followup.integrations import manpage

    program = described(context.find_root().command)
    console.result(manpage.page(program, environment.look().today))
