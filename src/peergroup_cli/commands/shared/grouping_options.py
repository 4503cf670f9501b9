"""The options that the commands that form groups have in common."""

from pathlib import Path
from typing import Annotated

import typer

OrderOption = Annotated[
    str | None,
    typer.Option(
        "--order",
        help="What is wanted, the most wanted first; what is left out does not count. "
        "Without it: what the workspace's settings say, or slot,unit,history,topic,site.",
        show_default=False,
        metavar="WISHES",
    ),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        help="Write who is in which group as CSV, with person_id and group_id; “-” prints it.",
        show_default=False,
        metavar="FILE",
    ),
]
CertificateOption = Annotated[
    Path | None,
    typer.Option(
        "--certificate",
        help="Write how good the groups are and how the bounds follow: as JSON into FILE, "
        "and to be read beside it, as .txt.",
        show_default=False,
        metavar="FILE",
    ),
]
ExplainOption = Annotated[
    str | None,
    typer.Option(
        "--explain", help="Say why these are in one group.", show_default=False, metavar="GROUP"
    ),
]
ExplainToOption = Annotated[
    str | None,
    typer.Option(
        "--explain-to",
        help="Say to a person, by id, e-mail or name, why they are where they are; it holds nobody "
        "else's data.",
        show_default=False,
        metavar="PERSON",
    ),
]
CreateOption = Annotated[
    bool,
    typer.Option(
        "--create",
        help="Make the cohorts in the workspace, all or none. Else nothing is kept. It goes "
        "together with --json and --explain: the cohorts are made, and that is printed.",
    ),
]
NamesOption = Annotated[
    Path | None,
    typer.Option(
        "--names",
        help="The cohorts' names, one a line, none of which a cohort has already; else plants lend "
        "them theirs.",
        show_default=False,
        metavar="FILE",
    ),
]
ThemeOption = Annotated[
    str | None,
    typer.Option(
        "--theme",
        help="The challenge theme of the new cohorts; else the topic that a group shares.",
        show_default=False,
        metavar="TEXT",
    ),
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite files that are there.")]
ExactOption = Annotated[
    bool,
    typer.Option(
        "--exact",
        help="Prove or improve small levels with a solver, OR-tools, which comes as the extra "
        "“exact”.",
    ),
]
IfStoppedOption = Annotated[
    str | None,
    typer.Option(
        "--if-stopped",
        help="What Ctrl-C gives while groups are formed: the best so far, or nothing. "
        "Without it you are asked; without a terminal it is nothing.",
        show_default=False,
        metavar="best|nothing",
    ),
]
PeopleOption = Annotated[
    Path | None,
    typer.Option(
        "--people",
        help="Write the list back as CSV, to be passed on: each person with the group, the common "
        "slot and, with --create, the cohort.",
        show_default=False,
        metavar="FILE",
    ),
]
YesOption = Annotated[
    bool, typer.Option("--yes", "-y", help="Take the columns as they are recognised.")
]
