"""How a segment notes what is said: one form for each kind of capture."""

from peergroup_cli.model.agenda import Capture
from peergroup_cli.session.forms.agreeing import AgreeGuidelines
from peergroup_cli.session.forms.checking import CheckGuidelines
from peergroup_cli.session.forms.closing import Closing, Silence
from peergroup_cli.session.forms.experiments import Experiments
from peergroup_cli.session.forms.form import Form
from peergroup_cli.session.forms.lists import OpenList, Strategies, Thoughts
from peergroup_cli.session.forms.marks import GiveMarks
from peergroup_cli.session.forms.opening import Opening
from peergroup_cli.session.forms.pulse import Pulse
from peergroup_cli.session.forms.reporting import Lessons, Reports, Verdicts
from peergroup_cli.session.forms.speaking import (
    Challenges,
    Commitments,
    Presence,
    Restate,
    Round,
)

FORMS: dict[Capture, Form] = {
    "opening": Opening(),
    "guidelines-check": CheckGuidelines(),
    "challenges": Challenges(),
    "restate": Restate(),
    "presence": Presence(),
    "round": Round(),
    "list": OpenList(),
    "thoughts": Thoughts(),
    "strategies": Strategies(),
    "marks": GiveMarks(),
    "silence": Silence(),
    "experiments": Experiments(),
    "reports": Reports(),
    "verdicts": Verdicts(),
    "lessons": Lessons(),
    "guidelines": AgreeGuidelines(),
    "commitments": Commitments(),
    "pulse": Pulse(),
    "closing": Closing(),
}
"""The form of each kind of capture that an agenda can name."""
