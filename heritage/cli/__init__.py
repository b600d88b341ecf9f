"""The `heritage` command: one module per noun, thin over the rooms' deeds."""

from __future__ import annotations

from importlib import import_module

import click

from heritage.cli.here import Here, HouseGroup, MakeApp, release

COMMANDS = {
    "init": ("archive", "Make an archive, or bring an older one to the present shape."),
    "seed": ("archive", "Load the vocabularies, and Palmyra with its sources."),
    "demo": ("demo", "Make a demo archive if there is none, and serve it."),
    "serve": ("serve", "Serve the archive to readers and archivists."),
    "worker": ("serve", "Keep public store and indexes up to date."),
    "user": ("users", "Make, list, invite and shut accounts."),
    "index": ("indexes", "Rebuild or verify the search indexes."),
    "edition": ("editions", "Rebuild or verify what the public may see."),
    "verify": ("verify", "Check the whole archive and name each fault."),
    "backup": ("backup", "Copy the archive while it is in use."),
    "restore": ("backup", "Set up an archive from such a copy."),
    "names": ("names", "Give recorded places the names GeoNames has for them."),
    "export": ("export", "Write every public record as JSON lines."),
    "doctor": ("doctor", "Say what on this machine needs care."),
}
"""Each command: the module it is in, and what it does in one line."""


class Commands(HouseGroup):
    """All commands; each module is loaded when its command is called, so that help is quick."""

    def list_commands(self, context: click.Context) -> list[str]:
        """List the commands in the order in which an archive meets them."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """Load the command of this name."""
        if name not in COMMANDS:
            return None
        found: click.Command = getattr(import_module(f"{__name__}.{COMMANDS[name][0]}"), name)
        return found

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """Say what each command does."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, does) for name, (_module, does) in COMMANDS.items()])


@click.group(cls=Commands)
@click.version_option(release(), message="%(version)s")
def heritage() -> None:
    """Keep an archive of heritage that was lost or harmed.

    One folder is one archive: name it with --home or HERITAGE_HOME, else it is var/archive.
    Every command answers with status 0 when all is well, 1 when something is not, and 2 when
    it was called wrongly.
    """


def run(make_app: MakeApp) -> None:
    """Answer the command line; `make_app` builds what `serve` serves."""
    heritage(obj=Here(make_app=make_app), prog_name="heritage")
