"""What a test says when the machine lacks something it needs."""

import os
from typing import NoReturn

import pytest


def absent(sentence: str) -> NoReturn:
    """Skip for the want of a part of the machine, or fail where everything should be there."""
    if os.environ.get("CI"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
