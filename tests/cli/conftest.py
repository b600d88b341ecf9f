import pytest
from click.testing import CliRunner

from heritage.__main__ import _app
from heritage.cli import heritage
from heritage.cli.here import Here


@pytest.fixture
def call(monkeypatch):
    """Call the command as a person would: `call("verify", home=…)`."""
    for name in ("HERITAGE_HOME", "HERITAGE_DEMO_PASSWORD", "HOST", "PORT"):
        monkeypatch.delenv(name, raising=False)

    def run(*words, home=None):
        told = [*words, *(["--home", str(home)] if home else [])]
        return CliRunner().invoke(heritage, told, obj=Here(make_app=_app), prog_name="heritage")

    return run
