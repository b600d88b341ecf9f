"""Reading hostile bytes: in a process of its own that may neither grow, nor stay, nor call out.

Whoever uploads a page or a picture may have made it to break the program that reads it. So it is
read by a child started afresh (never forked from the server, whose threads would be lost half-way),
with limits on memory and time, no network, and nothing it can write to.
"""

import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import heritage

_FORBIDDEN = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "os.system")


@dataclass(frozen=True)
class Limits:
    """How much memory (bytes) and how long (seconds) one reading may take."""

    memory: int = 1 << 30
    seconds: float = 30


@dataclass(frozen=True)
class Answer:
    """What a child said before it ended, and whether it ended by itself."""

    said: bytes
    finished: bool
    why: str = ""


def ask(module: str, question: bytes, limits: Limits) -> Answer:
    """Run a module of ours as a confined child; what it said before being stopped is kept."""
    command = [sys.executable, "-P", "-m", module, str(limits.memory), str(limits.seconds)]
    with subprocess.Popen(  # noqa: S603 (our own interpreter and module, no words of others)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        start_new_session=True,
    ) as child:
        try:
            said, _ = child.communicate(question, timeout=limits.seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            said, _ = child.communicate()
            return Answer(said, finished=False, why="time")
        if child.returncode:
            return Answer(said, finished=False, why="memory or a fault")
        return Answer(said, finished=True)


def answer(read: Callable[[bytes], Iterator[bytes]]) -> None:
    """Be the child: take on the limits, read the question, say each part as soon as it is known."""
    memory, seconds = int(sys.argv[1]), float(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    sys.addaudithook(_refuse_to_call_out)
    question, out = sys.stdin.buffer.read(), _speaking()
    for part in read(question):
        out.write(part)
        out.flush()


def _speaking() -> BinaryIO:
    """Keep the answer's pipe for us: a library that prints would garble it."""
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out


def _refuse_to_call_out(event: str, _arguments: object) -> None:
    """Stop a library that wants to reach a host the page names."""
    if event in _FORBIDDEN:
        raise socket.gaierror("A file is read without the network.")


def _environment() -> dict[str, str]:
    """Give the child what it needs to find our code, and none of our settings or secrets."""
    package = Path(heritage.__file__).parent.parent
    wanted = ("PATH", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "SYSTEMROOT")
    kept = {name: os.environ[name] for name in wanted if name in os.environ}
    return {**kept, "PYTHONPATH": str(package), "PYTHONHASHSEED": "0", "PYTHONUTF8": "1"}
