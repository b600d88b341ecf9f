"""What every test stands on: its fixtures, the size of its examples, the shared folder."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

HERE = Path(__file__).parent

# Each file of tests/fixtures is a set of fixtures for everyone; there is no list to keep.
pytest_plugins = [
    "tests.support.postgres",
    "tests.support.opensearch",  # after the one it stands on
    *(f"tests.fixtures.{path.stem}" for path in sorted(HERE.glob("fixtures/[!_]*.py"))),
]

settings.register_profile("house", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=20)
settings.load_profile("ci" if os.environ.get("CI") else "house")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Find the folder of material kept beside the checkout, which a clone may not have."""
    folder = HERE.parent.parent / "shared"
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    return folder
