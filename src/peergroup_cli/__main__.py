"""`python -m peergroup_cli`, and the console script."""

import gc
import os
import sys


def run() -> None:
    """Run the command line; Ctrl-C is safe from the first moment, also while it is loading."""
    # what is loaded stays: looking through it for what could go costs a tenth of the start
    gc.disable()
    # looking for plugins costs as much, and none should see the notes
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from peergroup_cli.main import main

        main()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted. Everything that was noted is saved.\n")
        sys.exit(130)


if __name__ == "__main__":
    run()
