"""For whom notes are, in a sentence: what a template has to say as well."""

from peergroup_cli.exports.audience import Release
from peergroup_cli.exports.sponsor import FOR_THE_SPONSOR
from peergroup_cli.model.cohort import Cohort


def reader_sentence(cohort: Cohort, release: Release) -> str:
    """Whose these notes are to read."""
    audience = release.audience
    if audience.member:
        return f"For {cohort.name_of(audience.member)} alone"
    if audience.kind == "facilitator":
        return "For the facilitator alone: private notes are in it"
    if audience.kind == "sponsor":
        return f"For the sponsor: {FOR_THE_SPONSOR}"
    return "For the members of this group"
