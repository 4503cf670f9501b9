"""`python -m peergroup_cli`, and the console script."""

import sys


def run() -> None:
    """Run the command line; Ctrl-C is safe from the first moment, also while it is loading."""
    try:
        from peergroup_cli.main import main

        main()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted. Everything that was noted is saved.\n")
        sys.exit(130)


if __name__ == "__main__":
    run()
