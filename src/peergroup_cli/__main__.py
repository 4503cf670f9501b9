"""`python -m peergroup_cli`, and the console script."""


def run() -> None:
    """Run the command line."""
    from peergroup_cli.main import main

    main()


if __name__ == "__main__":
    run()
