"""Stage 5: practice reports, the owner's verdict, and the lessons that the group writes."""

from collections.abc import Iterator
from dataclasses import replace

from peergroup_cli.model.meeting import Meeting
from peergroup_cli.model.stages import (
    OUTCOMES,
    Experiment,
    Lesson,
    PracticeReport,
    Strategy,
    Thought,
)
from peergroup_cli.model.telling import lesson_lines, lesson_texts, names_in, without_name
from peergroup_cli.session.forms.form import in_turn, turn_of
from peergroup_cli.session.forms.opening import log_lines, plan_lines, report_on, with_outcome
from peergroup_cli.session.question import YES_NO, Choice, Question, lettered, one_of
from peergroup_cli.session.scene import Scene

VERDICTS: tuple[Choice, ...] = lettered(
    [("keep", "keep"), ("adapt", "adapt"), ("drop", "drop"), ("unclear", "unclear yet")]
)


class Reports:
    """What came of each open experiment; "not tried" gets as much time as "tried"."""

    def questions(self, scene: Scene) -> list[Question]:
        """The outcome, unless the opening noted it; then what was done and what happened."""
        return [q for experiment in _due(scene) for q in self._turn(scene, experiment)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note the outcome, or one part of the report."""
        experiment = next(e for e in _due(scene) if e.id == question.subject)
        if question.field == "outcome":
            return with_outcome(scene, experiment, one_of(text, question.choices))
        report = next(r for r in scene.meeting.reports if experiment.id in r.grew_from)
        return scene.meeting.with_record(report.changed(**{question.field: text}))

    def _turn(self, scene: Scene, experiment: Experiment) -> list[Question]:
        report = report_on(scene.meeting, experiment)
        outcome = Question(
            "outcome",
            "what became of it?",
            choices=lettered(OUTCOMES.items()),
            earlier=OUTCOMES[report.outcome] if report else "",
            settled=report is not None,
            about=(*plan_lines(scene, experiment), *log_lines(scene, experiment)),
        )
        told = self._told(scene, experiment, report) if report else []
        return list(turn_of(scene, experiment.member, outcome, *told, subject=experiment.id))

    def _told(self, scene: Scene, experiment: Experiment, report: PracticeReport) -> list[Question]:
        about = (
            *plan_lines(scene, experiment),
            *log_lines(scene, experiment),
            f"Noted: {OUTCOMES[report.outcome]}",
        )
        if report.was_practised:
            asked = [
                Question("did", "what did you do?", long=True, about=about),
                Question("happened", "what happened? Facts first", long=True),
                Question("surprise", "what surprised you?"),
            ]
        else:
            asked = [Question("hindered", "what got in the way?", long=True, about=about)]
        kept = scene.was_told_apart(report)
        told = {question.field: getattr(report, question.field) for question in asked}
        return [
            replace(q, earlier=told[q.field], settled=kept and bool(told[q.field])) for q in asked
        ]


class Verdicts:
    """Keep, adapt or drop: its owner alone decides."""

    def questions(self, scene: Scene) -> list[Question]:
        """One question a practice report."""
        return [q for report in _reports_in_turn(scene) for q in self._turn(scene, report)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note the verdict in the report."""
        report = next(r for r in scene.meeting.reports if r.id == question.subject)
        verdict = one_of(text, VERDICTS)
        return scene.meeting.with_record(report.changed(verdict=verdict))

    def _turn(self, scene: Scene, report: PracticeReport) -> list[Question]:
        verdict = Question(
            "verdict",
            "keep, adapt or drop?",
            choices=VERDICTS,
            earlier=report.verdict or "",
            about=(*_plan_of(scene, report), f"Noted: {OUTCOMES[report.outcome]}"),
        )
        return list(turn_of(scene, report.member, verdict, subject=report.id))


class Lessons:
    """One lesson for each test, and its owner's yes before it leaves the group."""

    def questions(self, scene: Scene) -> list[Question]:
        """Four questions for each experiment that was practised; the last once it has words."""
        practised = [r for r in _reports_in_turn(scene) if r.was_practised]
        return [question for report in practised for question in self._turn(scene, report)]

    def note(self, scene: Scene, question: Question, text: str) -> Meeting:
        """Note one part of a lesson."""
        report = next(r for r in scene.meeting.reports if r.id == question.subject)
        lesson = self._lesson(scene, report)
        if lesson is None:
            lesson = scene.draft(
                Lesson,
                member=report.member,
                insight="",
                verdict=report.verdict,
                grew_from=(report.id,),
            )
        if question.field == "verdict":
            lesson = lesson.changed(verdict=one_of(text, VERDICTS))
        elif question.field == "consent":
            lesson = self._released(scene, report, lesson, one_of(text, YES_NO))
        else:
            # a yes was said to the words as they were: new words need a new yes
            lesson = self._released(scene, report, lesson, "no").changed(**{question.field: text})
        return scene.meeting.with_record(lesson)

    def _turn(self, scene: Scene, report: PracticeReport) -> list[Question]:
        lesson = self._lesson(scene, report)
        shown = report.happened and not scene.was_told_apart(report)
        told = (f"What happened: {report.happened}",) if shown else ()
        insight = Question(
            "insight",
            "the lesson in one sentence",
            earlier=lesson.insight if lesson else "",
            about=(*_plan_of(scene, report), *told),
        )
        further = self._further(scene, report, lesson) if lesson else []
        return list(turn_of(scene, report.member, insight, *further, subject=report.id))

    def _further(self, scene: Scene, report: PracticeReport, lesson: Lesson) -> list[Question]:
        return [
            Question("conditions", "under which conditions?", earlier=lesson.conditions),
            Question(
                "verdict",
                "keep, adapt or drop?",
                choices=VERDICTS,
                earlier=lesson.verdict or "",
                settled=lesson.verdict is not None,
            ),
            Question(
                "consent",
                "may it leave the group, without names?",
                choices=YES_NO,
                earlier="yes" if lesson.consent else "",
                default="no",
                about=_as_others_read(scene, report, lesson),
            ),
        ]

    def _released(
        self, scene: Scene, report: PracticeReport, lesson: Lesson, yes_or_no: str
    ) -> Lesson:
        if yes_or_no == "yes":
            strategy, cause = _tested(scene, report)
            released = {"disclosure": "organisation", "consent": scene.today}
            return lesson.changed(**released, strategy=strategy, cause=cause)
        # "no" takes a release back; it never widens what its owner has narrowed
        narrowed = lesson.disclosure != "organisation"
        stays = lesson.disclosure if narrowed else scene.segment.disclosure
        return lesson.changed(disclosure=stays, consent=None, strategy="", cause="")

    def _lesson(self, scene: Scene, report: PracticeReport) -> Lesson | None:
        return next((x for x in scene.meeting.lessons if report.id in x.grew_from), None)


def _due(scene: Scene) -> list[Experiment]:
    """The open experiments of those who are here, in the order of this round."""
    order = in_turn(scene)
    open_ones = [e for e in scene.context.open_experiments if e.member in order]
    return sorted(open_ones, key=lambda experiment: order.index(experiment.member))


def _reports_in_turn(scene: Scene) -> list[PracticeReport]:
    order = in_turn(scene)
    told = [report for report in scene.meeting.reports if report.member in order]
    return sorted(told, key=lambda report: order.index(report.member))


def _tested(scene: Scene, report: PracticeReport) -> tuple[str, str]:
    """The words of the strategy that a report is about, and of the causes that it acts on.

    What its owner has kept to the room or to a member goes nowhere, also not with a lesson; nor
    does what somebody said who is not here to be asked.
    """
    tested, causes = _behind(scene, report)
    strategy = "".join(one.text for one in tested if _may_go(scene, report, one))
    return strategy, "; ".join(one.text for one in causes if _may_go(scene, report, one))


def _behind(scene: Scene, report: PracticeReport) -> tuple[list[Strategy], list[Thought]]:
    """The strategy that a report is about, if any is left to the group, and its causes."""
    known = {
        r.id: r for meeting in (*scene.context.earlier, scene.meeting) for r in meeting.captured
    }
    plan = next((known[one] for one in report.grew_from if one in known), None)
    strategies = [known[one] for one in (plan.grew_from if plan else ()) if one in known]
    strategy = next((one for one in strategies if isinstance(one, Strategy)), None)
    if strategy is None or strategy.disclosure not in _WITH_THE_LESSON:
        return [], []
    causes = (known.get(one) for one in strategy.grew_from)
    return [strategy], [
        cause
        for cause in causes
        if isinstance(cause, Thought) and cause.disclosure in _WITH_THE_LESSON
    ]


_WITH_THE_LESSON = ("group", "organisation")


def _may_go(scene: Scene, report: PracticeReport, words: Strategy | Thought) -> bool:
    return not _is_anothers(report, words) or words.member in in_turn(scene)


def _is_anothers(report: PracticeReport, words: Strategy | Thought) -> bool:
    """Whether the yes to these words is not that of whoever reports, and was not said yet."""
    return words.disclosure != "organisation" and words.member not in {None, report.member}


def _as_others_read(scene: Scene, report: PracticeReport, lesson: Lesson) -> tuple[str, ...]:
    """The very lines that others get after a yes, and a line for each name that stands in them."""
    strategy, cause = _tested(scene, report)
    cohort, on = scene.context.cohort, scene.meeting.held_on
    owner = next((one for one in cohort.members if one.id == lesson.member), None)
    lines = lesson_lines(
        f"{cohort.id}/{lesson.id}",
        on,
        lesson.verdict or report.verdict or "unclear",
        lesson_texts(lesson.insight, strategy, cause, lesson.conditions),
        without_name(owner.role if owner else "", cohort.id, on),
        released=True,
    )
    return (
        f"{scene.name(report.member)}, others would read:",
        *lines,
        *_words_of_others(scene, report),
        *_names_said(scene, report, lesson),
    )


def _words_of_others(scene: Scene, report: PracticeReport) -> Iterator[str]:
    tested, causes = _behind(scene, report)
    for what, words in [("strategy", one) for one in tested] + [("cause", one) for one in causes]:
        if words.member and _is_anothers(report, words):
            who = scene.name(words.member)
            if _may_go(scene, report, words):
                yield f"{who} said the {what}: a yes only if {who} agrees too."
            else:
                yield f"Left out: the {what}. {who} said it, and is not here to agree."


def _names_said(scene: Scene, report: PracticeReport, lesson: Lesson) -> Iterator[str]:
    strategy, cause = _tested(scene, report)
    here, before = "Reword it with /back, or leave it.", f"{_OF_BEFORE} Say no, or leave it."
    source = here if _was_told_here(scene, report) else before
    for where, text, remedy in (
        ("strategy", strategy, source),
        ("cause", cause, source),
        ("lesson", lesson.insight, here),
        ("conditions", lesson.conditions, here),
    ):
        for name in names_in(text, scene.context.cohort.members):
            yield f"{name} stands in the {where}: others would read it. {remedy}"


_OF_BEFORE = "It is of an earlier meeting, and reworded in its file only."


def _was_told_here(scene: Scene, report: PracticeReport) -> bool:
    """Whether what was tried was planned in this very meeting, so that one can go back to it."""
    return any(one.id in report.grew_from for one in scene.meeting.experiments)


def _plan_of(scene: Scene, report: PracticeReport) -> tuple[str, ...]:
    experiments = scene.made(Experiment)
    known = [experiments[source] for source in report.grew_from if source in experiments]
    return plan_lines(scene, known[0]) if known else ()
