"""The door each of us comes in by: sign in, sign out, accept an invitation."""

from heritage.web.login.views import bp

blueprints = (bp,)
