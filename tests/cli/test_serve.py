import os
import re
import signal
import subprocess
import sys
from contextlib import contextmanager
from http.client import HTTPConnection

import pytest

from heritage.accounts.actions import Refused, sign_in
from heritage.config import CHECKOUT, Settings
from heritage.house import open_house


@contextmanager
def running(*words, **environ):
    """Run the command as a process of its own, until it is told to end."""
    told = {key: value for key, value in os.environ.items() if not key.startswith("HERITAGE")}
    process = subprocess.Popen(
        [sys.executable, "-m", "heritage", *words],
        cwd=CHECKOUT,
        env=told | environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def address(process):
    """Read on until the command says where it listens."""
    said = []
    for line in process.stdout:
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
            return found.group(0), said
    pytest.fail("It ended before it served:\n" + "".join(said))


def test_it_serves_and_ends_cleanly_when_told_to(seeded_copy):
    with running("serve", "--home", str(seeded_copy), PORT="0") as process:
        url, _ = address(process)
        server = HTTPConnection("127.0.0.1", int(url.rsplit(":", 1)[1]), timeout=30)
        server.request("GET", "/healthz")
        assert server.getresponse().status == 200
        server.close()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0


def test_the_demo_prints_a_password_that_opens_its_accounts(tmp_path):
    with running("--home", str(tmp_path / "demo"), "demo", PORT="0") as process:
        _, said = address(process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
    password = re.search(r"Password: (\S+)", "".join(said)).group(1)
    assert enters(tmp_path / "demo", "steward", password)


def enters(home, name, password):
    house = open_house(Settings(home=home))
    try:
        with house.write() as session:
            return bool(sign_in(session, name, password, network="test", agent=""))
    except Refused:
        return False
    finally:
        house.close()


def test_a_second_start_draws_a_new_password_and_keeps_the_archive(call, tmp_path, monkeypatch):
    home = tmp_path / "demo"
    first = re.search(r"Password: (\S+)", call("demo", "--no-serve", home=home).output).group(1)
    second = re.search(r"Password: (\S+)", call("demo", "--no-serve", home=home).output).group(1)
    assert enters(home, "archivist", second)
    assert not enters(home, "archivist", first)
    monkeypatch.setenv("HERITAGE_DEMO_PASSWORD", "a password of four words")
    shown = call("demo", "--no-serve", home=home)
    assert "a password of four words" not in shown.output
    assert enters(home, "reviewer", "a password of four words")


def test_a_weak_demo_password_is_refused_in_words(call, tmp_path, monkeypatch):
    monkeypatch.setenv("HERITAGE_DEMO_PASSWORD", "short")
    shown = call("demo", "--no-serve", home=tmp_path / "demo")
    assert shown.exit_code == 1
    assert "12 to 128 characters" in shown.stderr
