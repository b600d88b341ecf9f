import click
import pytest

from heritage.cli import COMMANDS, heritage


def every_command():
    """List all commands and theirs, as one would type them."""
    context = click.Context(heritage)
    for name in heritage.list_commands(context):
        command = heritage.get_command(context, name)
        yield (name,)
        for inner in getattr(command, "commands", ()):
            yield (name, inner)


@pytest.mark.parametrize("words", list(every_command()), ids=" ".join)
def test_each_command_says_what_it_does_in_a_sentence(call, words):
    shown = call(*words, "--help")
    assert shown.exit_code == 0
    assert shown.output.startswith(f"Usage: heritage {' '.join(words)}")
    said = shown.output.split("\n\n", 1)[1]
    assert said.strip()[0].isupper()
    assert "." in said.split("Options:")[0]
    assert "--home DIR" in shown.output


def test_help_lists_every_command_whole(call):
    shown = call("--help").output
    for name, (_module, does) in COMMANDS.items():
        assert f"  {name} " in shown
        assert does in shown


def test_a_wrong_call_ends_with_two(call):
    assert call("verfy").exit_code == 2
    assert call("user", "add", "lina", "--role", "king").exit_code == 2


def test_a_fault_is_one_sentence_and_ends_with_one(call, tmp_path):
    shown = call("verify", home=tmp_path / "nowhere")
    assert shown.exit_code == 1
    assert shown.stderr.startswith("Error: There is no archive in")
    assert "heritage init" in shown.stderr
    assert len(shown.stderr.strip().splitlines()) == 1


def test_home_may_stand_before_the_command(call, seeded_copy):
    assert call("--home", str(seeded_copy), "user", "list").exit_code == 0
