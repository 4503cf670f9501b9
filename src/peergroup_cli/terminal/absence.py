"""Time in which nobody was there: a meeting that was stopped, a computer that slept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from peergroup_cli.session import events
from peergroup_cli.session.machine import step
from peergroup_cli.session.walk import Session

AWAY = timedelta(minutes=3)
"""A computer that was silent for longer was asleep, and what lay between may be a pause."""

LONG_GONE = timedelta(hours=3)
"""After so long nobody has to be asked whether it was a pause."""


@dataclass
class Absence:
    """Notices that nobody was there, and asks whether it was a pause.

    Args:
        now: this instant.
        is_a_pause: asks it, after a sentence that says how long it was.
    """

    now: Callable[[], datetime]
    is_a_pause: Callable[[str], bool]
    _last_beat: datetime | None = None
    _slept_from: datetime | None = None

    @property
    def since(self) -> datetime:
        """When the computer fell asleep; where it did not, this instant."""
        return self._slept_from or self.now()

    def somebody_is_here(self) -> None:
        """A question is asked now: what was before it is not looked at."""
        self._last_beat = self.now()

    def beat(self) -> bool:
        """Whether the computer slept since the beat before."""
        now, last = self.now(), self._last_beat
        self._last_beat = now
        if last is None or now - last <= AWAY:
            return False
        self._slept_from = last
        return True

    def stopped(self, session: Session) -> bool:
        """Whether the time since a meeting stopped was a pause; asked where one may doubt it."""
        last = session.meeting.last_activity()
        gap = self.now() - last if last else timedelta(0)
        if not AWAY < gap < LONG_GONE:
            return True
        return self.is_a_pause(f"It stopped {_in_words(gap)} ago.")

    def left_out(self, session: Session) -> tuple[Session, str]:
        """The session without the time in which the computer slept, and how long that was.

        The session is the same where that time was no pause.
        """
        since = self.since
        gap = self.now() - since
        was_a_pause = gap >= LONG_GONE or self.is_a_pause(
            f"This computer rested for {_in_words(gap)}."
        )
        self._slept_from = None
        if not was_a_pause:
            return session, ""
        paused = step(session, events.Pause(since))
        return step(paused, events.Resume(self.now())), _in_words(gap)


def _in_words(gap: timedelta) -> str:
    whole = max(1, round(gap / timedelta(minutes=1)))
    hours, minutes = divmod(whole, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"
