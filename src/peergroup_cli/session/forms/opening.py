"""The opening: who is here, who leads, who writes, and what became of the open experiments."""

from dataclasses import replace
from datetime import date

from peergroup_cli.model.days import day_this_year
from peergroup_cli.model.disclosure import WIDENING
from peergroup_cli.model.meeting import Meeting, Presence
from peergroup_cli.model.practice import PracticeLog
from peergroup_cli.model.stages import OUTCOMES, Experiment, Outcome, PracticeReport
from peergroup_cli.session.question import Question, lettered, one_of, some_of
from peergroup_cli.session.rounds import least_recent_facilitator
from peergroup_cli.session.scene import Scene


class Opening:
    """Attendance, facilitator, scribe, then one key for each open experiment."""

    def questions(self, scene: Scene) -> list[Question]:
        """The opening's questions."""
        asked = [self._who(scene, "absent"), self._who(scene, "late")]
        if scene.meeting.taking_part:
            asked += [self._leads(scene), self._writes(scene)]
        return [*asked, *(self._became(scene, e) for e in self._to_report(scene))]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note attendance, a role, or what became of an experiment."""
        if question.field == "outcome":
            return self._with_outcome(scene, question, one_of(text, question.choices))
        if question.field in ("facilitator", "scribe"):
            return scene.meeting.changed(**{question.field: one_of(text, question.choices)})
        named = () if text == "nobody" else some_of(text, question.choices)
        return self._with_attendance(scene, question, named)

    def _who(self, scene: Scene, presence: Presence) -> Question:
        members = [member.id for member in scene.context.cohort.present_members]
        if presence == "late":
            absent = {a.member for a in scene.meeting.attendance if a.presence == "absent"}
            members = [member for member in members if member not in absent]
        so_far = [a.member for a in scene.meeting.attendance if a.presence == presence]
        enter = "as it stands; “nobody” takes it back" if so_far else "nobody"
        return Question(
            segment=scene.segment.key,
            subject="everybody",
            field=presence,
            label="Who is missing today?" if presence == "absent" else "Who joins later?",
            hint=f"Numbers or first names; Enter: {enter}",
            choices=scene.people(members),
            earlier=", ".join(scene.name(member) for member in so_far),
            default="nobody",
        )

    def _with_attendance(self, scene: Scene, question: Question, named: tuple[str, ...]) -> Meeting:
        meeting = scene.meeting
        for member in scene.context.cohort.present_members:
            known = next((a.presence for a in meeting.attendance if a.member == member.id), None)
            if member.id in named:
                meeting = meeting.with_presence(member.id, question.field)  # type: ignore[arg-type]
            elif known in (None, question.field):
                meeting = meeting.with_presence(member.id, "present")
        if not meeting.taking_part:
            raise ValueError("Somebody must be here, or there is no meeting.")
        return meeting

    def _leads(self, scene: Scene) -> Question:
        chosen = scene.meeting.facilitator
        announced = scene.context.earlier[-1].next_facilitator if scene.context.earlier else None
        here = scene.meeting.taking_part
        rota = least_recent_facilitator(here, scene.context.earlier)
        proposed = announced if announced in here else rota
        return self._role(scene, "facilitator", "Who facilitates?", chosen, proposed)

    def _writes(self, scene: Scene) -> Question:
        here = [a.member for a in scene.meeting.attendance if a.presence == "present"]
        here = here or list(scene.meeting.taking_part)
        others = [member for member in here if member != scene.meeting.facilitator] or here
        proposed = others[scene.meeting.number % len(others)]
        return self._role(
            scene, "scribe", "Who writes, as the scribe?", scene.meeting.scribe, proposed
        )

    def _role(
        self, scene: Scene, field: str, label: str, chosen: str | None, proposed: str | None
    ) -> Question:
        chosen = chosen if chosen in scene.meeting.taking_part else None
        return Question(
            segment=scene.segment.key,
            subject="everybody",
            field=field,
            label=label,
            hint="A number or a first name",
            choices=scene.people(scene.meeting.taking_part),
            earlier=scene.name(chosen) if chosen else "",
            default=scene.name(proposed) if proposed else "",
            settled=bool(chosen),
            about=_to_remember(scene) if field == "scribe" else (),
        )

    def _to_report(self, scene: Scene) -> list[Experiment]:
        here = {a.member for a in scene.meeting.attendance if a.presence == "present"}
        return [e for e in scene.context.open_experiments if e.member in here]

    def _became(self, scene: Scene, experiment: Experiment) -> Question:
        report = report_on(scene.meeting, experiment)
        before = _said_before(scene, experiment)
        return Question(
            segment=scene.segment.key,
            subject=experiment.id,
            field="outcome",
            label=f"{scene.name(experiment.member)}: what became of it?",
            turn=experiment.id,
            choices=lettered(OUTCOMES.items()),
            earlier=OUTCOMES[report.outcome] if report else "",
            default=OUTCOMES["tried"] if before == "tried" else "",
            settled=scene.context.early_report(experiment) is not None,
            about=(
                *plan_lines(scene, experiment),
                *([f"Said last time: {OUTCOMES[before]}"] if before else []),
            ),
        )

    def _with_outcome(self, scene: Scene, question: Question, outcome: str) -> Meeting:
        experiment = next(e for e in scene.context.open_experiments if e.id == question.subject)
        return with_outcome(scene, experiment, outcome)


def _said_before(scene: Scene, experiment: Experiment) -> Outcome | None:
    """What an earlier meeting noted of an experiment that is still open, in its opening."""
    reports = (report_on(meeting, experiment) for meeting in reversed(scene.context.earlier))
    return next((report.outcome for report in reports if report), None)


def _to_remember(scene: Scene) -> tuple[str, ...]:
    """The guidelines, and what was parked last time."""
    lines = scene.guidelines.lines if scene.guidelines else ()
    parked = scene.context.earlier[-1].parked if scene.context.earlier else ()
    return (
        *(["Our guidelines:"] if lines else []),
        *(f"· {line.text}" for line in lines),
        *(f"Parked last time: {thought.text}" for thought in parked),
    )


def report_on(meeting: Meeting, experiment: Experiment) -> PracticeReport | None:
    """This meeting's practice report on an experiment."""
    return next((r for r in meeting.reports if experiment.id in r.grew_from), None)


def with_outcome(scene: Scene, experiment: Experiment, outcome: str) -> Meeting:
    """The meeting with an experiment's outcome, in the report that it already has or a new one.

    The report belongs to the segment that will tell it in full, if the agenda has one.
    """
    report = report_on(scene.meeting, experiment)
    if report:
        return scene.meeting.with_record(report.changed(outcome=outcome))
    telling = [s.key for s in scene.meeting.agenda.segments if s.capture == "reports"]
    made = scene.draft(
        PracticeReport,
        member=experiment.member,
        outcome=outcome,
        grew_from=(experiment.id,),
        segment=telling[0] if telling else scene.segment.key,
    )
    return scene.meeting.with_record(made)


def taken_up(scene: Scene) -> Meeting:
    """The meeting with what was reported on open experiments before it began.

    Each becomes a practice report of the segment that tells them, with its own class or the
    segment's, whichever is stricter. An agenda that hears no reports leaves them for the next one.
    """
    meeting = scene.meeting
    telling = next((s for s in meeting.agenda.segments if s.capture == "reports"), None)
    for experiment in scene.context.open_experiments if telling else ():
        early = scene.context.early_report(experiment)
        if early and telling and early.on <= meeting.held_on:
            classes = (early.disclosure, telling.disclosure)
            made = replace(scene, meeting=meeting, segment=telling).draft(
                PracticeReport,
                member=experiment.member,
                grew_from=(experiment.id,),
                outcome=early.outcome,
                **{part: getattr(early, part) for part in TOLD},
            )
            stricter = min(classes, key=WIDENING.index)
            meeting = meeting.with_record(made.changed(disclosure=stricter))
    return meeting


TOLD = ("did", "happened", "surprise", "hindered")
"""The parts of a practice report that are told, in the order in which they are asked."""


def log_lines(scene: Scene, experiment: Experiment) -> tuple[str, ...]:
    """What was logged since the last report, as lines to read; what is not the group's is counted.

    Nobody else reads what a member keeps to themselves or to the room, also not on this screen.
    """
    logs = scene.context.new_logs(experiment)
    shared = [log for log in logs if log.disclosure in ("group", "organisation")]
    kept = len(logs) - len(shared)
    entries = "1 entry of the log is" if kept == 1 else f"{kept} entries of the log are"
    return (
        *(_log_line(log, scene.today) for log in shared),
        *([f"{entries} not the group's."] if kept else []),
    )


def _log_line(log: PracticeLog, today: date) -> str:
    said = [
        f"{part}: {' '.join(getattr(log, part).split())}"
        for part in ("did", "happened", "learned")
        if getattr(log, part).strip()
    ]
    return f"Logged {day_this_year(log.on, today)}: {' · '.join(said)}"


def plan_lines(scene: Scene, experiment: Experiment) -> tuple[str, ...]:
    """An experiment as lines to read: the plan as one sentence, and until when."""
    plan = f"{scene.name(experiment.member)}: if {experiment.situation or '…'}, "
    plan += f"then I will {experiment.action or '…'}"
    until = f" (by {experiment.by.isoformat()})" if experiment.by else ""
    return (plan + until,)
