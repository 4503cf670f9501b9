"""The options by which somebody says with whose eyes the ledger is looked at."""

from typing import Annotated

import typer

from peergroup_cli.commands.shared.completing import cohort_ids

AsCohortOption = Annotated[
    str | None,
    typer.Option(
        "--cohort",
        help="Look with the eyes of this cohort: its own tests and lessons are seen as well, with "
        "names. It is taken by itself where there is only one.",
        show_default=False,
        metavar="COHORT",
        autocompletion=cohort_ids,
    ),
]

OutsideOption = Annotated[
    bool,
    typer.Option("--outside", help="Look as other groups do, also where there is one cohort only."),
]
