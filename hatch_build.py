"""Hatchling's hook: the manual page, made from the commands while the package is built.

It goes to `share/man/man1` of where the package is installed, and nowhere else: nothing that is
made is kept beside the sources. SOURCE_DATE_EPOCH, where it is set, is its day, so that the same
sources always give the same package.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ManualAtBuild(BuildHookInterface[Any]):
    """Adds the manual page to a wheel."""

    def initialize(self, _version: str, build_data: dict[str, Any]) -> None:
        """Make the page; it lives in a directory of its own until the wheel is written."""
        self.made = tempfile.TemporaryDirectory()
        page = Path(self.made.name, "followup.1")
        page.write_text(self._page(), encoding="utf-8")
        build_data["shared_data"][str(page)] = "share/man/man1/followup.1"

    def finalize(self, *_: object) -> None:
        """Remove it again."""
        self.made.cleanup()

    def _page(self) -> str:
        sys.path.insert(0, str(Path(self.root, "src")))
        from followup.cli.app import commands
        from followup.cli.shell import described
        from followup.integrations.manpage import page

        seconds = float(os.environ.get("SOURCE_DATE_EPOCH", time.time()))
        return page(described(commands()), datetime.fromtimestamp(seconds, UTC).date())
