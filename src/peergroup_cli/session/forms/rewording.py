"""How the lines of the guidelines are changed: reworded, added, taken out, and set back again."""

import re
from dataclasses import dataclass

from peergroup_cli.model.meeting import Guideline, Guidelines, Voice


@dataclass(frozen=True)
class Change:
    """What becomes of one line: other words, or none where it is taken out.

    A line whose key is not known yet is a new one.
    """

    key: str
    words: str


def change_in(now: Guidelines, text: str) -> Change | None:
    """The change that a text asks for with a sign; None where it has none.

    Args:
        now: the guidelines, by whose numbers it was said.
        text: “2: other words” rewords the second line, “- 2” takes it out, “+ words” adds a line.

    Raises:
        ValueError: there is no line with that number, or a number stands there without words.
    """
    refuse_number_alone(text)
    if added := re.fullmatch(r"\s*\+\s*(.+)", text, re.DOTALL):
        return Change(free_key(now), added[1].strip())
    if taken_out := re.fullmatch(r"\s*-\s*(\d{1,2})\s*", text):
        return Change(_key_of(now, int(taken_out[1])), "")
    if reworded := re.fullmatch(r"\s*(\d{1,2})\s*:\s*(.+)", text, re.DOTALL):
        return Change(_key_of(now, int(reworded[1])), reworded[2].strip())
    return None


def refuse_number_alone(text: str) -> None:
    """Refuse a number without words, which is no line and changes none.

    Raises:
        ValueError: it is a number alone.
    """
    if alone := re.fullmatch(r"\s*\+?\s*(\d{1,2})\s*:?\s*", text):
        number = alone[1]
        raise ValueError(f"Line {number} in other words: “{number}: …”. To take it out: - {number}")


def changed(now: Guidelines, change: Change) -> Guidelines:
    """The guidelines after one change."""
    if change.words:
        return now.with_line(change.key, change.words)
    return now.changed(lines=tuple(line for line in now.lines if line.key != change.key))


def revised(now: Guidelines, text: str) -> Guidelines:
    """The guidelines after the change that a text asks for; without a sign it is a new line.

    Raises:
        ValueError: as in `change_in`.
    """
    return changed(now, change_in(now, text) or Change(free_key(now), text.strip()))


def worked_in(now: Guidelines, voice: Voice, change: Change, text: str) -> Guidelines:
    """The guidelines with what a member would have changed, in place of what it was before.

    Args:
        now: the guidelines, with what was worked in for the member before.
        voice: what the member said.
        change: what becomes of which line.
        text: how it was said.
    """
    as_before = set_back(now, voice)
    before = _words_of(as_before, change.key)
    voice = voice.changed(worked_in=text, line=change.key, line_before=before)
    voice = voice.changed(consents=False, refused=False)
    after = changed(as_before, change).changed(wording=now.wording + 1)
    return after.with_voice(voice.changed(wording=after.wording))


def set_back(now: Guidelines, voice: Voice) -> Guidelines:
    """The guidelines without what was worked in for a member; what others changed since stays."""
    if voice.line is None:
        return now
    left = _as_left(voice)
    if _words_of(now, voice.line) != left:
        return now
    if left and voice.line_before:
        return now.with_line(voice.line, voice.line_before)
    lines = [line for line in now.lines if line.key != voice.line]
    if voice.line_before:
        place = int(re.sub(r"\D", "", voice.worked_in)) - 1
        lines.insert(place, Guideline(key=voice.line, text=voice.line_before))
    return now.changed(lines=tuple(lines))


def free_key(now: Guidelines) -> str:
    """A key that no line has, or had before it was taken out."""
    # the key of one that was taken out may be needed again
    known = {line.key for line in now.lines} | {voice.line for voice in now.voices}
    return next(f"line-{n}" for n in range(1, len(known) + 2) if f"line-{n}" not in known)


def _as_left(voice: Voice) -> str:
    """The words in which the line of a voice was left; none where it was taken out."""
    text = voice.worked_in.strip()
    if re.fullmatch(r"-\s*\d{1,2}", text):
        return ""
    return re.sub(r"\A(?:\+|\d{1,2}\s*:)\s*", "", text)


def _words_of(now: Guidelines, key: str) -> str:
    return next((line.text for line in now.lines if line.key == key), "")


def _key_of(now: Guidelines, number: int) -> str:
    if not 1 <= number <= len(now.lines):
        lines = f"lines 1 to {len(now.lines)}" if now.lines else "no lines yet"
        raise ValueError(f"There are {lines}.")
    return now.lines[number - 1].key
