"""The `heritage` command, and `python -m heritage`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from heritage.cli import run

if TYPE_CHECKING:
    from flask import Flask

    from heritage.house import House


def main() -> None:
    """Answer the command line."""
    run(_app)


def _app(house: House) -> Flask:
    """Build the application only when something is served: other commands start sooner."""
    from heritage.app import create_app

    return create_app(house)


if __name__ == "__main__":
    main()
