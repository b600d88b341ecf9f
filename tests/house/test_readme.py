import re
from pathlib import Path

import pytest

from heritage import config
from heritage.cli import COMMANDS

HERE = Path(__file__).parent.parent.parent
README = (HERE / "README.md").read_text(encoding="utf-8")


def section(title):
    return README.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def test_the_map_names_every_room_and_no_other():
    told = set(re.findall(r"`(\w+/?(?:\.py)?)`", section("The rooms").split("\nA room has")[0]))
    rooms = {f"{path.parent.name}/" for path in (HERE / "heritage").glob("*/__init__.py")}
    modules = {path.name for path in (HERE / "heritage").glob("*.py")} - {"__init__.py"}
    assert rooms | modules <= told
    inner = {f"{path.parent.name}/" for path in (HERE / "heritage/web").glob("*/__init__.py")}
    assert inner <= told


def test_every_setting_is_described_and_no_other():
    told = set(re.findall(r"^\| `(HERITAGE_\w+)`", section("Settings"), re.MULTILINE))
    assert told == set(config.names())


def test_every_command_is_described_and_no_other():
    told = set(re.findall(r"^\| `heritage (\w+)`", section("Commands"), re.MULTILINE))
    assert told == set(COMMANDS)


@pytest.mark.parametrize("picture", re.findall(r"\]\((docs/pictures/[^)]+)\)", README))
def test_every_picture_is_there(picture):
    assert (HERE / picture).stat().st_size > 10_000


@pytest.mark.parametrize("page", re.findall(r"\]\((docs/[^)]+\.md)\)", README))
def test_every_page_it_leads_to_is_there(page):
    assert (HERE / page).read_text(encoding="utf-8").startswith("# ")
