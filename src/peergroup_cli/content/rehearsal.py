"""An invented cohort, to rehearse a meeting with before there is one of one's own."""

from importlib import resources

import tomli

from peergroup_cli.model.cohort import Cohort


def rehearsal_cohort() -> Cohort:
    """Six invented managers of one level, each from another part of an invented company."""
    file = resources.files("peergroup_cli.content") / "rehearsal.toml"
    return Cohort.model_validate(tomli.loads(file.read_text(encoding="utf-8")))
