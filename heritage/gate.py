"""Who is asking, and may they? A view that declares nothing is closed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from heritage.access.permissions import Permission, may
from heritage.accounts.actions import seen, who
from heritage.accounts.models import User
from heritage.db import now
from heritage.house import House

P = ParamSpec("P")
R = TypeVar("R")

EVERYONE = "everyone"
SAFE = {"GET", "HEAD", "OPTIONS"}


class Undeclared(RuntimeError):
    """A view does not say who may use it; the application does not start."""


def needs(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare that a view is for those who hold a permission."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        return _declared(view, permission)

    return declare


def everyone(view: Callable[P, R]) -> Callable[P, R]:
    """Declare that a view is for everyone, account or not."""
    return _declared(view, EVERYONE)


def _declared(view: Callable[P, R], who_: str) -> Callable[P, R]:
    @wraps(view)
    def declared(*args: P.args, **kwargs: P.kwargs) -> R:
        return view(*args, **kwargs)

    declared.needs = who_  # type: ignore[attr-defined]
    return declared


def house() -> House:
    """Give the archive this application serves."""
    found: House = current_app.extensions["heritage"]
    return found


def session() -> Session:
    """Give this request's session on the archive: reading for GET, writing for the rest."""
    if "session" not in g:
        reading = request.method in SAFE
        g.session = house().read() if reading else house().write()
    found: Session = g.session
    return found


def me() -> User | None:
    """Name the person who is signed in. Public pages never ask."""
    if "me" not in g:
        token = request.cookies.get(cookie_name())
        g.me = who(session(), token) if token else None
    found: User | None = g.me
    return found


def somebody() -> User:
    """Name the person who is signed in, where the view has required one."""
    user = me()
    if user is None:
        abort(403)
    return user


def cookie_name() -> str:
    """Name the cookie that carries the sign-in; over TLS no other host can set it."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return "__Host-desk" if secure else "desk"


def guard_every_request(app: Flask) -> None:
    """Stand before every view, and refuse to start with one that declares nothing."""
    app.before_request(_admit)
    app.teardown_request(_close)


def check_declared(app: Flask) -> None:
    """Refuse to start with an undeclared view.

    Raises:
        Undeclared: naming every such view.
    """
    bare = sorted(
        name
        for name, view in app.view_functions.items()
        if name != "static" and not hasattr(view, "needs")
    )
    if bare:
        raise Undeclared("These views do not say who may use them: " + ", ".join(bare))


def _admit() -> ResponseReturnValue | None:
    if request.endpoint in {None, "static"}:
        return None
    needed = getattr(current_app.view_functions[str(request.endpoint)], "needs", None)
    if needed is None:
        abort(403)
    if request.method not in SAFE and _from_elsewhere():
        abort(403)
    if needed == EVERYONE:
        return None
    user = me()
    if user is None:
        return _to_login()
    if not may(user, Permission(needed)):
        abort(403)
    _stay_awake()
    return None


def _from_elsewhere() -> bool:
    """Notice a form another site sent here; older browsers are held by the form's token alone."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    return bool(origin) and origin != "null" and urlsplit(origin or "").netloc != request.host


def _to_login() -> ResponseReturnValue:
    if request.method not in SAFE:
        abort(403)
    return redirect(url_for("login.show", next=request.full_path.rstrip("?")))


def _stay_awake() -> None:
    """Note that somebody is still there, once a minute.

    A request that writes notes it in its own transaction: it holds the floor already.
    """
    token = request.cookies.get(cookie_name())
    awake = house().awake
    if not token or now().timestamp() - awake.get(token, 0) <= 60:
        return
    awake[token] = now().timestamp()
    if request.method not in SAFE:
        seen(session(), token)
        return
    with house().write() as writing:
        seen(writing, token)
        writing.commit()


def _close(_fault: BaseException | None) -> None:
    opened: Any = g.pop("session", None)
    if opened is not None:
        opened.close()
