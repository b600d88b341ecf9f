"""The stewards' door: accounts, and the whole ledger."""

from flask import Blueprint

from heritage.web.admin import ledger, users

bp = Blueprint("admin", __name__, url_prefix="/admin")
bp.register_blueprint(users.bp)
bp.register_blueprint(ledger.bp)

blueprints = (bp,)
