"""Exchanges of two people, only in groups with a fault, until none makes it better.

Whom "together" rules join moves as a block, against as many people of one other group.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from random import Random

from peergroup_cli.formation.level import bits
from peergroup_cli.formation.seating import Seating, most_common
from peergroup_cli.formation.wishes import common, missed_in
from peergroup_cli.model.settings import Wish

TRIES = 60
"""People whom one person is tried against in a pass."""

_LOOKED_AT = 600
_EACH = 8
"""So often a block is tried against each other group, where these are few."""

_WHOLE = 4
"""Evaluations that weighing two whole groups takes."""

_PASSES = 12


class Exchanging:
    """The search for exchanges in a seating: fixed seed, and a budget in evaluations.

    Args:
        seating: what is improved, in place.
        order: the wishes in use, the most wanted first.
        bounds: for each wish a number that cannot be beaten.
        evaluations: how many exchanges may be weighed.
        told: hears how many evaluations are left, now and then.
    """

    def __init__(
        self,
        seating: Seating,
        order: Sequence[Wish],
        bounds: Mapping[Wish, int],
        evaluations: int,
        told: Callable[[int], None],
    ) -> None:
        self.seating = seating
        self.order = self.whole = tuple(order)
        self.bounds = bounds
        self.left = evaluations
        self.told = told
        self.random = Random(0)  # noqa: S311 - the same draws each time, nothing secret
        self.for_blocks = Random(0)  # noqa: S311 - likewise
        self.everyone: list[int] = []
        self.of_unit: dict[int, list[int]] = {}
        self.holders: dict[Wish, dict[int, list[int]]] = {}

    def run(self) -> None:
        """Mend the highest wish, then the two highest, and so on; no wish has all of the budget."""
        whole = self.whole
        self.faults = _Faults(self.seating, whole)
        if not self.faults.worst_first(whole, self.bounds):
            return
        for count in range(1, len(whole) + 1):
            kept = self.left // 2 if count < len(whole) else 0
            self.left -= kept
            self.order = whole[:count]
            for _ in range(_PASSES):
                if not self._passed():
                    break
            self.left += kept
        self.order = whole

    def _passed(self) -> bool:
        """One pass over the groups with faults; whether anything was made better."""
        numbers = self.faults.worst_first(self.order, self.bounds)
        if numbers and not self.everyone:
            self._list_holders()
        better = False
        for number in numbers:
            if self.left <= 0:
                return False
            better |= self._mended(number)
        return better

    def _list_holders(self) -> None:
        level, alone = self.seating.level, self.seating.alone
        self.everyone = [place for place in range(len(level.people)) if alone[place]]
        for place in self.everyone:
            self.of_unit.setdefault(level.units[place], []).append(place)
        held: tuple[tuple[Wish, Sequence[int]], ...] = (
            ("slot", level.slots),
            ("topic", level.topics),
        )
        for wish, masks in held:
            if wish in self.seating.weights:
                self.holders[wish] = _holders(masks, self.everyone)

    def _mended(self, number: int) -> bool:
        """Try the fault of each wish in turn; whether an exchange was made."""
        made = False
        if self.seating.broken(number):
            made = self._one_exchange(number, "broken", {})
        for wish in self.order:
            if self.left > 0 and missed_in(self.seating.level, self.seating.groups[number], wish):
                if wish in {"slot", "topic"}:
                    made |= self._gathered(number, wish)
                else:
                    made |= self._one_exchange(number, wish, {})
        return made

    def _gathered(self, number: int, wish: Wish) -> bool:
        """Bring in people with what most of the group have, one after the other."""
        level = self.seating.level
        masks = level.slots if wish == "slot" else level.topics
        made = False
        for _ in range(3):
            group = self.seating.groups[number]
            best, count = most_common(masks, group)
            if best < 0 or count == len(group):
                break
            if not self._one_exchange(number, wish, {wish: best}):
                break
            made = True
        return made

    def _one_exchange(self, number: int, mending: str, wanted: dict[Wish, int]) -> bool:
        """The best exchange found for one of those who should leave the group.

        One that costs nothing is made where it brings somebody with what is wanted.
        """
        best, chosen = int(bool(wanted)), None
        for a in self._leaving(number, mending, wanted):
            if not self.seating.alone[a]:
                continue
            for b in self._candidates(number, a, mending, wanted):
                self.left -= 1
                gain = self.seating.gain(a, b, best)
                if gain < best:
                    best, chosen = gain, (a, b)
            self.told(self.left)
            if best < 0:
                break
        if chosen is None:
            # a block has few places to go: it waits until all wishes count
            return not wanted and self.order == self.whole and self._block_moved(number, mending)
        self.seating.exchange(*chosen)
        self.faults.renew({self.seating.group_of[place] for place in chosen})
        return True

    def _block_moved(self, number: int, mending: str) -> bool:
        """The best exchange found for a block in a bad pair; whether one was made."""
        level, seating = self.seating.level, self.seating
        bad = [place for place in self._in_bad_pairs(number, mending) if not seating.alone[place]]
        if not bad:
            return False
        block = level.blocks[level.block_of[bad[int(self.for_blocks.random() * len(bad))]]]
        best, chosen = 0, None
        for _ in range(min(TRIES, _EACH * len(seating.groups))):
            if self.left <= 0:
                break
            other = int(self.for_blocks.random() * len(seating.groups))
            others = seating.as_many(other, len(block), self.for_blocks.random())
            if other == number or not others:
                continue
            # two whole groups are weighed, each of which holds as many as a block does and more
            self.left -= _WHOLE
            gain = seating.block_gain(block, others)
            if gain < best:
                best, chosen = gain, others
        self.told(self.left)
        if chosen is None:
            return False
        for a, b in zip(block, chosen, strict=True):
            seating.exchange(a, b)
        self.faults.renew({number, seating.group_of[block[0]]})
        return True

    def _leaving(self, number: int, mending: str, wanted: dict[Wish, int]) -> list[int]:
        """Those who lack what is wanted, or else those in bad pairs."""
        for wish, bit in wanted.items():
            level = self.seating.level
            masks = level.slots if wish == "slot" else level.topics
            return [one for one in self.seating.groups[number] if not masks[one] >> bit & 1]
        return self._in_bad_pairs(number, mending)

    def _candidates(self, number: int, a: int, mending: str, wanted: dict[Wish, int]) -> list[int]:
        """People of other groups who have what is wanted and share what the group shares."""
        seating, level = self.seating, self.seating.level
        rest = [place for place in seating.groups[number] if place != a]
        needs: list[tuple[Sequence[int], int]] = []
        pool = self._pool(a, mending)
        for wish in self.order:
            if wish not in self.holders:
                continue
            masks = level.slots if wish == "slot" else level.topics
            mask = 1 << wanted[wish] if wish in wanted else common(masks, rest)
            if not mask:
                continue
            needs.append((masks, mask))
            held = bits(mask)
            holders = self.holders[wish].get(held[int(self.random.random() * len(held))], [])
            pool = min(pool, holders, key=len)
            if wish in wanted:
                break
        return self._drawn(pool, number, needs)

    def _pool(self, a: int, mending: str) -> list[int]:
        """Those of the same part of the organisation, where units are not to get worse by it."""
        lower = self.order[self.order.index("unit") + 1 :] if "unit" in self.order else ()
        if mending == "broken" or mending in lower:
            alike = self.of_unit.get(self.seating.level.units[a], [])
            if len(alike) > 2 * TRIES and self.seating.level.units[a] >= 0:
                return alike
        return self.everyone

    def _drawn(
        self, pool: list[int], number: int, needs: list[tuple[Sequence[int], int]]
    ) -> list[int]:
        if not pool:
            return []
        start, found = int(self.random.random() * len(pool)), []
        group_of = self.seating.group_of
        for step in range(min(len(pool), _LOOKED_AT)):
            place = pool[(start + step) % len(pool)]
            if group_of[place] != number and all(masks[place] & mask for masks, mask in needs):
                found.append(place)
                if len(found) == TRIES:
                    break
        return found

    def _in_bad_pairs(self, number: int, wish: str) -> list[int]:
        """Those of the group whose parting from another would mend something, each once."""
        level, group = self.seating.level, self.seating.groups[number]
        found = {}
        for a, b in combinations(group, 2):
            if wish == "broken":
                bad = b in level.foes[a]
            else:
                bad = bool(missed_in(level, (a, b), _PAIRED[wish]))
            if bad:
                found[a] = found[b] = True
        return list(found)


_PAIRED: dict[str, Wish] = {"unit": "unit", "history": "history", "site": "site"}


def faulty(seating: Seating, order: Sequence[Wish], bounds: Mapping[Wish, int]) -> list[int]:
    """The groups that break a hard rule or miss a wish that is not at its bound, the worst first.

    Where everybody must sit with somebody alike, most groups miss something and few miss more.
    """
    return _Faults(seating, order).worst_first(order, bounds)


class _Faults:
    """What each group of a seating breaks and misses; counted anew only for those that changed."""

    def __init__(self, seating: Seating, order: Sequence[Wish]) -> None:
        self.seating = seating
        level, groups = seating.level, seating.groups
        self.ruled = any(level.foes)
        numbers = range(len(groups)) if self.ruled else ()
        self.broken = {number for number in numbers if seating.broken(number)}
        self.misses = {wish: [missed_in(level, group, wish) for group in groups] for wish in order}

    def renew(self, numbers: Iterable[int]) -> None:
        """Count these groups anew."""
        for number in numbers:
            for wish, misses in self.misses.items():
                misses[number] = missed_in(self.seating.level, self.seating.groups[number], wish)
            if self.ruled:
                self.broken.discard(number)
                self.broken.update({number} if self.seating.broken(number) else ())

    def worst_first(self, order: Sequence[Wish], bounds: Mapping[Wish, int]) -> list[int]:
        """The groups with a fault in these wishes."""
        known = [(self.misses[wish], bounds.get(wish, 0)) for wish in order]
        above = [misses for misses, bound in known if sum(misses) > bound]
        bad = set(self.broken)
        for misses in above:
            bad.update([number for number, missed in enumerate(misses) if missed])
        keys = {
            number: (number not in self.broken, *(-misses[number] for misses in above), number)
            for number in bad
        }
        return sorted(bad, key=keys.__getitem__)


def _holders(masks: Sequence[int], places: Sequence[int]) -> dict[int, list[int]]:
    held: dict[int, list[int]] = {}
    for place in places:
        for bit in bits(masks[place]):
            held.setdefault(bit, []).append(place)
    return held
