"""The case, the cause, the strategy and the experiment behind a lesson, as far as released."""

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.wording import plan
from peergroup_cli.model.stages import (
    Captured,
    Challenge,
    Experiment,
    Lesson,
    PracticeReport,
    Strategy,
    Thought,
)

_CHAIN: tuple[type[Captured], ...] = (Challenge, Thought, Strategy, Experiment)
_ORDER: tuple[type[Captured], ...] = (*_CHAIN, PracticeReport, Lesson)


def parents(release: Release, record: Captured) -> tuple[Captured, ...]:
    """The records that this one grew from, as far as they may be read."""
    found = (release.record(link) for link in record.grew_from)
    return tuple(parent for parent in found if parent is not None)


def chain(release: Release, last: Captured) -> tuple[tuple[Captured, ...], ...]:
    """What a lesson or another record grew from, stage by stage, from the case on."""
    found: dict[str, Captured] = {}
    to_follow: list[Captured] = [last]
    while to_follow:
        record = to_follow.pop(0)
        for parent in parents(release, record):
            # only towards stage 1, so that a circle of links in an edited file has an end
            if _stage(parent) < _stage(record) and parent.id not in found:
                found[parent.id] = parent
                to_follow.append(parent)
    links = (tuple(one for one in found.values() if type(one) is kind) for kind in _CHAIN)
    return tuple(link for link in links if link)


def gist(record: Captured) -> str:
    """The text by which a record is known."""
    if isinstance(record, Experiment):
        return plan(record)
    return str(getattr(record, "title", "") or getattr(record, "text", ""))


def _stage(record: Captured) -> int:
    """The place of the record's kind among the five stages; other kinds come after all."""
    return _ORDER.index(type(record)) if type(record) in _ORDER else len(_ORDER)
