"""Sign in, sign out, and choose a password by an invitation."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from heritage.accounts import actions
from heritage.gate import cookie_name, everyone, house, me, session
from heritage.kit.text import N_
from heritage.web.shell import Form, gettext

bp = Blueprint("login", __name__)


class LoginForm(Form):
    """Name and password. Nothing tells which of the two was wrong."""

    name = StringField(N_("Name"), [InputRequired(N_("Enter your name.")), Length(max=80)])
    password = PasswordField(
        N_("Password"), [InputRequired(N_("Enter your password.")), Length(max=128)]
    )
    next = HiddenField()


class PasswordForm(Form):
    """A new password, twice."""

    password = PasswordField(
        N_("New password"), [InputRequired(N_("Enter a password.")), Length(max=128)]
    )
    again = PasswordField(
        N_("The same once more"),
        [EqualTo("password", N_("The two passwords are not the same."))],
    )


@bp.get("/login")
@everyone
def show() -> ResponseReturnValue:
    """Ask who is there."""
    if me() is not None:
        return redirect(_inside(request.args.get("next")))
    return render_template("login/show.html", form=LoginForm(next=request.args.get("next", "")))


@bp.post("/login")
@everyone
def enter() -> ResponseReturnValue:
    """Let somebody in, or say that name and password do not go together."""
    form = LoginForm()
    if not form.validate():
        return render_template("login/show.html", form=form), 422
    with house().write() as writing:
        try:
            token = actions.sign_in(
                writing,
                form.name.data or "",
                form.password.data or "",
                network=network(request.remote_addr),
                agent=request.user_agent.string,
            )
        except actions.TooMany as fault:
            writing.rollback()
            form.form_errors.append(gettext(fault.args[0]))
            return render_template("login/show.html", form=form), 429
        except actions.Refused as fault:
            writing.commit()
            form.form_errors.append(gettext(fault.args[0]))
            return render_template("login/show.html", form=form), 422
        writing.commit()
    return _with_token(redirect(_inside(form.next.data)), token)


@bp.post("/logout")
@everyone
def leave() -> ResponseReturnValue:
    """End this session."""
    token = request.cookies.get(cookie_name())
    if token:
        actions.sign_out(session(), token)
        session().commit()
    answer = redirect(url_for("login.show"))
    answer.delete_cookie(cookie_name(), path="/")
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.get("/invitation/<token>")
@everyone
def invitation(token: str) -> ResponseReturnValue:
    """Offer to choose a password, while the invitation is good."""
    if actions.invited(session(), token) is None:
        abort(404)
    return render_template("login/invitation.html", form=PasswordForm())


@bp.post("/invitation/<token>")
@everyone
def accept(token: str) -> ResponseReturnValue:
    """Take the password; the invitation is used up with it."""
    found = actions.invited(session(), token)
    if found is None:
        abort(404)
    form = PasswordForm()
    if form.validate():
        try:
            actions.accept(session(), found, form.password.data or "")
        except actions.BadAccount as fault:
            form.password.errors = [gettext(fault.args[0])]
        else:
            session().commit()
            flash(gettext("Your password is set. Sign in with it."), "success")
            return redirect(url_for("login.show"))
    return render_template("login/invitation.html", form=form), 422


def _with_token(answer: Response, token: str) -> Response:
    answer.set_cookie(
        cookie_name(),
        token,
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        samesite="Lax",
        path="/",
    )
    return answer


def _inside(wanted: str | None) -> str:
    """Go only to a page of this archive, whatever the address asks for."""
    home = url_for("desk.home.show")
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return home
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc or "\\" in wanted or any(ord(c) < 32 for c in wanted):
        return home
    return request.script_root + wanted


def network(address: str | None) -> str:
    """Name the network somebody comes from: tries are counted by it, not by the machine."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    prefix = 24 if found.version == 4 else 48
    return str(ipaddress.ip_network(f"{found}/{prefix}", strict=False))
