"""An engine that cannot be reached: it answers every question by saying so."""

from heritage.search.backend import SearchAway


class Away:
    """A backend whose machine is down."""

    def close(self) -> None:
        """Have nothing to let go of."""

    def watermark(self) -> int | None:
        """Be unable to say how far it has followed."""
        raise SearchAway("The search engine cannot be reached.")

    def _ask(self, *_asked: object, **_more: object) -> None:
        raise SearchAway("The search engine cannot be reached.")

    open = search = like = suggest = apply = rebuild = count = verify = _ask
