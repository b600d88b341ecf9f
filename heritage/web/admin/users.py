"""Accounts: who works here, what they may do, and how they are let in or out."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import InputRequired, Length

from heritage.access.permissions import Permission
from heritage.accounts import actions
from heritage.accounts.models import CLEARANCES, ROLES, User
from heritage.accounts.queries import everyone as all_users
from heritage.gate import needs, session, somebody
from heritage.kit.text import N_
from heritage.web.shell import Form, gettext

bp = Blueprint("users", __name__)

ROLE_NAMES = {
    "reader": N_("Reader: sees the desk, changes nothing"),
    "archivist": N_("Archivist: writes records and sources"),
    "reviewer": N_("Reviewer: also publishes and withdraws"),
    "steward": N_("Steward: also manages accounts"),
    "auditor": N_("Auditor: reads everything, the ledger too"),
}
CLEARANCE_NAMES = {
    "staff": N_("Staff"),
    "sensitive": N_("Sensitive: people at risk, withheld claims"),
}


class UserForm(Form):
    """A new account. No e-mail address is asked of anyone."""

    name = StringField(
        N_("Name to sign in with"),
        [InputRequired(N_("Choose a name to sign in with.")), Length(max=60)],
        description=N_("Letters, digits, dots and hyphens. It need not be a real name."),
    )
    display_name = StringField(N_("Name to be called by"), [Length(max=100)])
    role = SelectField(
        N_("Role"), choices=[SelectChoice(each) for each in ROLES], default="archivist"
    )
    clearance = SelectField(N_("Clearance"), choices=[SelectChoice(each) for each in CLEARANCES])


def _form(**told: str) -> UserForm:
    form = UserForm(**told)
    form.role.choices = [SelectChoice(key, gettext(name)) for key, name in ROLE_NAMES.items()]
    form.clearance.choices = [
        SelectChoice(key, gettext(name)) for key, name in CLEARANCE_NAMES.items()
    ]
    return form


@bp.get("/")
@needs(Permission.MANAGE_ACCOUNTS)
def index() -> ResponseReturnValue:
    """List everyone who works here."""
    return _page(_form())


def _page(form: UserForm, code: int = 200) -> ResponseReturnValue:
    page = render_template(
        "admin/users/index.html",
        form=form,
        users=all_users(session()),
        roles=ROLE_NAMES,
        clearances=CLEARANCE_NAMES,
    )
    return page, code


@bp.post("/users/new")
@needs(Permission.MANAGE_ACCOUNTS)
def create() -> ResponseReturnValue:
    """Make an account and show its invitation once."""
    form = _form()
    if not form.validate():
        return _page(form, 422)
    try:
        user = actions.add(
            session(),
            form.name.data or "",
            form.display_name.data or "",
            role=form.role.data,
            clearance=form.clearance.data,
            by=somebody(),
        )
    except actions.BadAccount as fault:
        form.name.errors = [gettext(fault.args[0])]
        return _page(form, 422)
    return _invited(user)


@bp.post("/users/<user_id>/invite")
@needs(Permission.MANAGE_ACCOUNTS)
def invite(user_id: str) -> ResponseReturnValue:
    """Make a link by which somebody chooses a new password, and show it once."""
    return _invited(_find(user_id))


def _invited(user: User) -> ResponseReturnValue:
    token = actions.invite(session(), user, somebody())
    session().commit()
    link = url_for("login.invitation", token=token, _external=True)
    return render_template("admin/users/invited.html", user=user, link=link)


@bp.post("/users/<user_id>/role")
@needs(Permission.MANAGE_ACCOUNTS)
def change_role(user_id: str) -> ResponseReturnValue:
    """Give somebody another role or clearance; it holds from their next click on."""
    user = _find(user_id)
    form = _form()
    if form.role.validate(form) and form.clearance.validate(form):
        actions.change_role(session(), user, form.role.data, form.clearance.data, somebody())
        session().commit()
        flash(gettext("The role of %(name)s was changed.", name=user.display_name), "success")
    return redirect(url_for("admin.users.index"))


@bp.post("/users/<user_id>/disable")
@needs(Permission.MANAGE_ACCOUNTS)
def disable(user_id: str) -> ResponseReturnValue:
    """Shut an account; nobody shuts their own."""
    user = _find(user_id)
    if user.id == somebody().id:
        flash(gettext("You cannot shut your own account. Ask another steward."), "warning")
        return redirect(url_for("admin.users.index"))
    actions.disable(session(), user, somebody())
    session().commit()
    flash(gettext("The account of %(name)s is shut.", name=user.display_name), "success")
    return redirect(url_for("admin.users.index"))


@bp.post("/users/<user_id>/enable")
@needs(Permission.MANAGE_ACCOUNTS)
def enable(user_id: str) -> ResponseReturnValue:
    """Open a shut account again."""
    user = _find(user_id)
    actions.enable(session(), user, somebody())
    session().commit()
    flash(gettext("The account of %(name)s is open again.", name=user.display_name), "success")
    return redirect(url_for("admin.users.index"))


def _find(user_id: str) -> User:
    user = session().get(User, user_id)
    if user is None:
        abort(404)
    return user
