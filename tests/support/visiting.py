"""Visitors for tests: a browser without scripts, signed in or not."""

from flask import Flask
from webtest import TestApp

from heritage.accounts.actions import sign_in
from heritage.app import create_app
from heritage.house import House
from tests.making import PASSWORD


def application(house: House) -> Flask:
    """Put the whole application together over an archive."""
    return create_app(house, TESTING=False)


def visitor(app: Flask, name: str | None = None) -> TestApp:
    """Open a browser; with a name, signed in as that person."""
    browser = TestApp(app, extra_environ={"REMOTE_ADDR": "127.0.0.1"})
    if name is not None:
        with app.extensions["heritage"].write() as session:
            token = sign_in(session, name, PASSWORD, network=f"test-{name}", agent="a test")
            session.commit()
        browser.set_cookie("desk", token)
    return browser
