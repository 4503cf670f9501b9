"""The unit of time of the benchmarks: a fixed loop, so that machines can be compared."""

import time


def unit() -> float:
    """The processor time of the calibration loop, in seconds: about 0.11, the best of three."""
    return min(_once() for _ in range(3))


def _once() -> float:
    started = time.process_time()
    total = 0
    for number in range(2_500_000):
        total += number & 7
    return time.process_time() - started
