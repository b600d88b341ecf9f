"""The one module that knows every room and door: it puts the application together."""

from __future__ import annotations

from flask import Flask
from flask_compress import Compress
from flask_wtf import CSRFProtect

from heritage.api import blueprints as api_doors
from heritage.config import folder, secret_key
from heritage.edition.registry import check_registry
from heritage.gate import check_declared, guard_every_request
from heritage.house import House
from heritage.migrations import tables
from heritage.web.admin import blueprints as admin_doors
from heritage.web.catalogue import blueprints as catalogue_doors
from heritage.web.desk import blueprints as desk_doors
from heritage.web.login import blueprints as login_doors
from heritage.web.shell import Languages, furnish


def create_app(house: House, **config: object) -> Flask:
    """Make the application that serves one archive.

    Raises:
        Undeclared: a view does not say who may use it, or a column not who may know it.
    """
    app = Flask(
        "heritage",
        template_folder=str(folder("templates")),
        static_folder=str(folder("static")),
    )
    app.config.update(_settings(house), **config)
    app.extensions["heritage"] = house
    check_registry(tables())
    furnish(app)
    guard_every_request(app)
    CSRFProtect(app)
    Compress(app)
    for blueprint in (*catalogue_doors, *api_doors, *login_doors, *desk_doors, *admin_doors):
        app.register_blueprint(blueprint)
    check_declared(app)
    app.wsgi_app = Languages(app.wsgi_app)  # type: ignore[method-assign, assignment]
    return app


def _settings(house: House) -> dict[str, object]:
    settings = house.settings
    hosts = [each.strip() for each in settings.trusted_hosts.split(",") if each.strip()]
    return {
        "SECRET_KEY": secret_key(settings),
        "MAX_CONTENT_LENGTH": settings.max_upload_mb * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 3000,
        "TRUSTED_HOSTS": hosts or None,
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "WTF_CSRF_TIME_LIMIT": None,
        "COMPRESS_MIMETYPES": [
            "text/html", "text/css", "text/javascript", "application/json", "application/ld+json",
            "application/geo+json", "image/svg+xml", "application/atom+xml", "text/xml",
            "application/xml", "text/csv",
        ],
    }  # fmt: skip
