"""`python -m peergroup_cli`, and the console script."""

import gc
import os
import sys

from peergroup_cli import __version__


def run() -> None:
    """Run the command line; Ctrl-C is safe from the first moment, also while it is loading."""
    if sys.argv[1:] == ["--version"] and _told_version():
        _leave()
    # loading makes some 60,000 objects and no rubbish: looking for it takes a tenth of the time
    gc.set_threshold(100_000)
    try:
        from peergroup_cli.terminal.interrupts import listen

        listen()
        _answer()
    except KeyboardInterrupt as error:
        from peergroup_cli.errors import INTERRUPTED, Ended

        sys.stderr.write("Interrupted.\n")
        sys.exit(error.exit_code if isinstance(error, Ended) else INTERRUPTED)
    finally:
        # what is there goes with the program; to look through it at the end takes a sixth
        gc.freeze()


def _answer() -> None:
    """Do what the command line says: with the parser, or without it where it says that little."""
    from peergroup_cli.commands.shared.no_plugins import look_for_no_plugins
    from peergroup_cli.commands.shared.plain_calls import plain_call

    look_for_no_plugins()

    if call := plain_call(sys.argv[1:]):
        from peergroup_cli.commands.shared.guarded import as_a_program, guarded, until_stopped
        from peergroup_cli.commands.shared.typed import WORDS

        WORDS.set(tuple(sys.argv[1:]))
        as_a_program(lambda: guarded(lambda: until_stopped(call)))
        _leave()
    else:
        from peergroup_cli.main import main

        main()


def _leave() -> None:
    """End at once: all is written and flushed, and to take the modules down takes its time."""
    try:
        sys.stderr.flush()
    finally:
        os._exit(0)


def _told_version() -> bool:
    """Print the version, for which nothing else has to be loaded; False where that failed."""
    if sys.stdout is None:
        return False
    try:
        sys.stdout.write(f"peergroup {__version__}\n")
        sys.stdout.flush()
    except OSError:
        # the command line itself says it in words
        return False
    return True


if __name__ == "__main__":
    run()
