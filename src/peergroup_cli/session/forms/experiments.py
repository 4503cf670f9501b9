"""Stage 4: each member picks one strategy and says aloud: if …, then I will …."""

import re

from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import Experiment, Strategy
from peergroup_cli.session.forms.form import in_turn, turn_of
from peergroup_cli.session.forms.lists import by_number, new_strategy, numbered_lines
from peergroup_cli.session.partners import practice_partner
from peergroup_cli.session.question import Question, coming_day, folded, one_of
from peergroup_cli.session.scene import Scene

_BEGINNINGS = {"situation": r"^\s*if\s+", "action": r"^\s*(then\s+)?(I(\s+will|'ll|’ll)?\s+)?"}
"""How the sentence begins that the answer ends: typed once more, it would stand there twice."""


class Experiments:
    """A round of if-then plans, each grown from one strategy."""

    def questions(self, scene: Scene) -> list[Question]:
        """Seven questions a member; all but the first once a strategy is picked."""
        return [q for member in in_turn(scene) for q in self._turn(scene, member)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note one part of a member's plan."""
        if question.field == "strategy":
            return self._with_strategy(scene, question, text)
        plan = _plan(scene, question.member) or scene.draft(Experiment, member=question.member)
        value: object = text
        if question.field == "by":
            value = coming_day(text, scene.today)
        elif question.field == "partner":
            value = one_of(text, question.choices)
        elif question.field in _BEGINNINGS:
            value = re.sub(_BEGINNINGS[question.field], "", text, flags=re.IGNORECASE) or text
        return scene.meeting.with_record(plan.changed(**{question.field: value}))

    def _turn(self, scene: Scene, member: str) -> list[Question]:
        plan = _plan(scene, member)
        questions = [self._pick(scene, plan)]
        if plan:
            questions += [
                Question("situation", "If … (the situation)", earlier=plan.situation),
                Question("action", "then I will …", earlier=plan.action),
                Question(
                    "obstacle",
                    "what could get in the way?",
                    earlier=plan.obstacle,
                    about=_met_by_others(scene, plan),
                ),
                Question("sign", "how will you see that it works?", earlier=plan.sign),
                self._by(scene, plan),
            ]
            if len(scene.meeting.taking_part) > 1:
                questions.append(self._partner(scene, plan))
        return list(turn_of(scene, member, *questions))

    def _pick(self, scene: Scene, plan: Experiment | None) -> Question:
        offered = strategies_to_pick(scene)
        picked = scene.made(Strategy).get(plan.grew_from[0]) if plan and plan.grew_from else None
        return Question(
            field="strategy",
            label="the strategy",
            hint="A number, or a new one in words" if offered else "In a few words",
            choices=by_number(offered),
            earlier=picked.text if picked else "",
            about=numbered_lines(scene, offered, with_marks=True),
        )

    def _with_strategy(self, scene: Scene, question: Question, text: str) -> Meeting:
        meeting = scene.meeting
        listed = (s for s in strategies_to_pick(scene) if folded(s.text) == folded(text))
        if text.strip().isdecimal():
            picked = one_of(text, question.choices)
        elif same := next(listed, None):
            # the very words of one that stands there: it is that one
            picked = same.id
        else:
            own = new_strategy(scene, "own").changed(text=text, member=question.member)
            meeting = meeting.with_record(own)
            picked = own.id
        plan = _plan(scene, question.member)
        plan = plan or scene.draft(Experiment, member=question.member)
        return meeting.with_record(plan.changed(grew_from=(picked,)))

    def _by(self, scene: Scene, plan: Experiment) -> Question:
        return Question(
            field="by",
            label="until when?",
            earlier=plan.by.isoformat() if plan.by else "",
            default=scene.next_date.isoformat(),
        )

    def _partner(self, scene: Scene, plan: Experiment) -> Question:
        here = scene.meeting.taking_part
        named = {p.member: p.partner for p in scene.here(scene.meeting.experiments) if p.partner}
        proposed = practice_partner(
            plan.member,
            here,
            scene.context.earlier,
            leads_next=scene.next_facilitator,
            chosen=named,
        )
        others = [member for member in here if member != plan.member]
        return Question(
            field="partner",
            label="practice partner?",
            choices=scene.people(others),
            earlier=scene.name(plan.partner) if plan.partner else "",
            default=scene.name(proposed) if proposed else "",
        )


def _plan(scene: Scene, member: str) -> Experiment | None:
    plans = scene.here(scene.meeting.experiments)
    return next((plan for plan in plans if plan.member == member), None)


def _met_by_others(scene: Scene, plan: Experiment) -> tuple[str, ...]:
    """Where others here have dropped the strategy that this plan tries."""
    picked = scene.made(Strategy).get(plan.grew_from[0]) if plan.grew_from else None
    if picked is None or not picked.same_as:
        return ()
    offered = (one for one in scene.meeting.offered or () if one.strategy == picked.same_as)
    return tuple(f"Others dropped it where: {w}" for one in offered for w in one.failed_where)


def strategies_to_pick(scene: Scene) -> list[Strategy]:
    """The strategies to pick from: this meeting's, then those of the last meeting that had any."""
    offered = list(scene.meeting.strategies)
    for meeting in reversed(scene.context.earlier):
        if meeting.strategies:
            return offered + list(meeting.strategies)
    return offered
