"""The worker: follows the outbox, beside the server or in a process of its own."""

from __future__ import annotations

import logging
import threading

from heritage.house import House

log = logging.getLogger(__name__)
EVERY = 0.5
"""Seconds between looks at the outbox when nobody rings."""


class Worker(threading.Thread):
    """Brings public store and indexes up to date whenever something was committed."""

    def __init__(self, house: House) -> None:
        super().__init__(name="worker", daemon=True)
        self.house = house
        self.ended = threading.Event()

    def run(self) -> None:
        """Work until told to stop. A fault is logged and tried again; nothing is skipped."""
        while not self.ended.is_set():
            self.house.alarm.wait(EVERY)
            self.house.alarm.clear()
            self.once()

    def once(self) -> int:
        """Follow the outbox to its end."""
        try:
            return self.house.catch_up()
        except Exception:
            log.exception("The worker met a fault and will try again.")
            self.ended.wait(1.0)
            return 0

    def stop(self) -> None:
        """Finish what is under way, then end."""
        self.ended.set()
        self.house.wake()
        if self.is_alive():
            self.join(timeout=30)
