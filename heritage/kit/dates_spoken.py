"""Our reader of how people write dates, in English and Arabic.

One grammar serves both languages, because words have become tokens before it starts. It refuses
rather than guesses: what has two meanings is handed back as a choice.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from heritage.kit.bad_date import BadDate, Remark
from heritage.kit.dates_heard import Listener, doubted
from heritage.kit.dates_partial import Ends, Partial, completed, ends, just_after, just_before
from heritage.kit.dates_tokens import Token
from heritage.kit.text import N_

Writing = Callable[[list[Ends]], str]


@dataclass(frozen=True)
class Spoken:
    """What was understood: the EDTF, and the dates that came with a weekday."""

    edtf: str
    dated: tuple[tuple[str, tuple[int, str]], ...] = ()


class Expression(Listener):
    """Hears how dates are linked: between, from … to, before, or, and."""

    def spoken(self) -> Spoken:
        """Understand everything that was said, or nothing."""
        write = self._expression()
        if self.place < len(self.tokens):
            raise self.lost()
        whole = completed(self.partials)
        written = [ends(partial) for partial in whole]
        dated = tuple(
            (first, partial.weekday)
            for (first, _), partial in zip(written, whole, strict=True)
            if partial.weekday
        )
        return Spoken(write(written), dated)

    def _expression(self) -> Writing:
        if self.take("SOMETIME"):
            open_ended = self._open_ended()
            return lambda e: "[" + open_ended(e).replace("/", "") + "]"
        if self.take("ALL"):
            self.take("FROM")
            self._pair("TO", "UNTIL", "AND")
            return lambda e: f"{{{e[0][0]}..{e[1][1]}}}"
        about = self._about_the_whole()
        if self.take("BETWEEN"):
            self._pair("AND", "TO")
            self._share_about(about)
            return lambda e: f"[{e[0][0]}..{e[1][1]}]"
        if self.take("FROM"):
            return self._from()
        if self.sees("SINCE", "UNTIL", "BEFORE", "AFTER", "TO"):
            return self._open_ended()
        return self._plain()

    def _about_the_whole(self) -> Partial:
        """Hear "about" or "perhaps" said of everything that follows."""
        start, heard = self.place, Partial()
        while token := self.take("ABOUT", "PERHAPS"):
            heard = doubted(heard, token)
        if not self.sees("BETWEEN"):
            self.place = start
        return heard

    def _pair(self, *links: str) -> None:
        self.item()
        if not self._takes_after_comma(*links):
            raise self.lost()
        self.item()

    def _share_about(self, heard: Partial) -> None:
        self.partials = [
            replace(one, about=one.about or heard.about, perhaps=one.perhaps or heard.perhaps)
            for one in self.partials
        ]

    def _from(self) -> Writing:
        """Hear how long something lasted: each end keeps its own doubt."""
        if self._member() == (0, 1):
            return lambda e: f"{e[0][0]}/{e[1][1]}"
        self.take("ONWARDS")
        if self._takes_after_comma("NO_END"):
            return lambda e: f"{e[0][0]}/"
        return lambda e: f"{e[0][0]}/.."

    def _open_ended(self) -> Writing:
        """Hear a time that is open on one side, or closed by "after … and before …"."""
        link = self.take("SINCE", "UNTIL", "BEFORE", "AFTER", "FROM", "TO")
        if link is None:
            self.item()
            return self._either_side()
        self.item()
        if link.kind in {"AFTER", "SINCE"} and (closing := self._closing()):
            return lambda e: f"[{_start(link, e[0])}..{_end(closing, e[1])}]"
        if link.kind in {"UNTIL", "TO"} and self._takes_after_comma("NO_START"):
            return lambda e: f"/{e[0][1]}"
        if link.kind in {"UNTIL", "BEFORE", "TO"}:
            return lambda e: f"../{_end(link, e[0])}"
        return lambda e: f"{_start(link, e[0])}/.."

    def _closing(self) -> Token | None:
        """Hear the second half of "after May and before September"."""
        start = self.place
        self.take("COMMA")
        self.take("AND", "BUT")
        closing = self.take("BEFORE", "UNTIL")
        if closing is None:
            self.place = start
            return None
        self.item()
        return closing

    def _either_side(self) -> Writing:
        if self.take("EITHER_SIDE"):
            return lambda e: f"../{e[0][1]}"
        if self.take("ONWARDS"):
            return lambda e: f"{e[0][0]}/.."
        raise self.lost()

    def _plain(self) -> Writing:
        """Hear one date, two with "to" between, or a list of either."""
        members = [self._member()]
        if self.sees("EITHER_SIDE", "ONWARDS"):
            return self._either_side()
        linked = self._rest_of_list(members)
        if linked:
            opening, closing = "{}" if linked == "AND" else "[]"
            return lambda e: (
                opening
                + ",".join(_run(e[first][0], e[last][1]) for first, last in members)
                + closing
            )
        if len(self.partials) == 1:
            return lambda e: e[0][0] if e[0][0] == e[0][1] else "/".join(e[0])
        self._share_doubt()
        return lambda e: f"{e[0][0]}/{e[1][1]}"

    def _member(self) -> tuple[int, int]:
        """Hear one date, or one to another; tell which places they took."""
        first = len(self.partials)
        self.item()
        if self._takes_after_comma("TO", "UNTIL"):
            self.item()
        return first, len(self.partials) - 1

    def _rest_of_list(self, members: list[tuple[int, int]]) -> str | None:
        """Hear the rest of "1, 2 or 3", and tell whether it was "or" or "and"."""
        linked = None
        while self.sees("COMMA", "OR", "AND") or (self.sees("SLASH") and self._slash_means_or()):
            self.take("COMMA")
            link = self.take("OR", "AND", "SLASH")
            linked = link.kind if link else linked or "COMMA"
            members.append(self._member())
        if linked == "COMMA":
            raise BadDate(Remark(N_("Say whether it was one of these dates (or) or all (and).")))
        return linked

    def _slash_means_or(self) -> bool:
        """Take June/July and 30/31 August as a choice, but no dates in numbers."""
        kinds = {token.kind for token in self.tokens}
        return "MONTH" in kinds and not kinds & {"ISO", "NUMERIC"}

    def _share_doubt(self) -> None:
        """Let "about 1180 to 1200" and "1932 to 1934?" doubt both ends."""
        first, last = self.partials
        if first.about and not last.about:
            self._share_about(Partial(about=True))
        if last.perhaps and not first.perhaps:
            self._share_about(Partial(perhaps=True))

    def _takes_after_comma(self, *kinds: str) -> bool:
        if self.sees("COMMA") and self.sees(*kinds, ahead=1):
            self.place += 2
            return True
        return bool(self.take(*kinds))


def _start(link: Token, item: Ends) -> str:
    return just_after(item[1]) if link.kind == "AFTER" else item[0]


def _end(link: Token, item: Ends) -> str:
    return just_before(item[0]) if link.kind == "BEFORE" else item[1]


def _run(first: str, last: str) -> str:
    return first if first == last else f"{first}..{last}"
