"""The stewards' door: accounts, the whole ledger, and the work done in the background."""

from flask import Blueprint

from heritage.web.admin import jobs, ledger, users

bp = Blueprint("admin", __name__, url_prefix="/admin")
bp.register_blueprint(users.bp)
bp.register_blueprint(ledger.bp)
bp.register_blueprint(jobs.bp)

blueprints = (bp,)
