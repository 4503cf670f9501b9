"""A cohort and three meetings with everything in them that is hard on a format."""

from datetime import date

from peergroup_cli.model.cohort import Cohort, Override
from peergroup_cli.model.meeting import (
    Guideline,
    Guidelines,
    Marks,
    Meeting,
    Parked,
    Position,
    PrivateNote,
    Turn,
    Voice,
)
from peergroup_cli.model.stages import Challenge, Lesson, PracticeReport, Thought
from tests.exports.parts import (
    FIRST,
    SECOND,
    THIRD,
    agenda,
    at,
    attendance,
    challenge,
    commitment,
    entry,
    experiment,
    for_the_group,
    member,
    segment,
    spans,
    strategy,
)


def cohort() -> Cohort:
    return Cohort(
        format=1,
        id="north",
        name="North # 1 *group* #",
        organisation="Müller & Söhne <GmbH> | Werk_2",
        theme="Saying no [kindly](https://example.com/no)",
        formed=FIRST,
        overrides=(Override(rule="same-level", reason="a reason for the file alone", on=FIRST),),
        members=(
            member("ada", "Ada Okafor", "Head of Care | Ward 3", email="ada@example.com"),
            member("bo", "Bo <b>Lind</b>", "1. Lead", reports_to="the boss of Bo"),
            member("cy", "Cy_Cy *de* Witt", "Team lead 🚀"),
            member("ori", "אורי לוי", "ראש צוות", left=date(2026, 12, 20)),
        ),
    )


def meetings() -> tuple[Meeting, Meeting, Meeting]:
    return learning_together(), explore(), reflect()


_EXPECTED = {
    "trusting": "Trusting behaviour",
    "trustworthy": "Trustworthy | behaviour",
    "unasked": "Never asked",
}


def learning_together() -> Meeting:
    """The first meeting, on a rail of its own: two segments of one stop, and a moved note."""
    return Meeting(
        format=1,
        cohort="north",
        number=1,
        held_on=FIRST,
        state="finished",
        facilitator="ada",
        scribe="bo",
        next_facilitator="cy",
        next_date=SECOND,
        attendance=attendance(late="cy", absent="ori"),
        entries=(
            entry(1, "causes", "cause", "Promises are *not* kept\n\n\n   1. by us\n\t- by others"),
            entry(2, "causes", "cause", "<script>alert('hello')</script>", member="bo"),
            entry(3, "expect", "trusting", "You ask me `first`.", member="cy"),
            entry(4, "expect", "trustworthy", "| a | b |\n| --- | --- |\n| c | d |"),
            entry(5, "each-other", "shut", "Ada: loud rooms", "member", "ada"),
            entry(6, "each-other", "shut", "Bo: being cut off", "member", "bo"),
            entry(7, "renamed-since", "old-question", "# Not lost", member="ada"),
            entry(8, "opening", "word", "Ready 👩🏽‍💻, café, cafe\u0301"),
        ),
        commitments=(
            commitment(
                1,
                "ada",
                "I answer within a day.\n===",
                tested="On Monday,\nwhen the ~~rota~~ comes out",
                signed=FIRST,
            ),
            commitment(2, "bo", "---"),
        ),
        guidelines=Guidelines(
            version=1,
            segment="guidelines",
            agreed=FIRST,
            review=THIRD,
            lines=(
                Guideline(key="g-1", text="What is said here stays here.\nEven when a boss asks."),
                Guideline(key="g-2", text="+ We begin\n\n+ on time"),
            ),
            voices=(
                Voice(member="ada", consents=True),
                Voice(member="bo", consents=True),
                Voice(member="cy", consents=False, objection="Bo's boss asks", worked_in="line 1"),
            ),
        ),
        turns=(Turn(segment="story", member="bo", outcome="passed"),),
        private_notes=(
            PrivateNote(segment="story", at=at(FIRST, 9, 10), text="Bo was upset for long"),
            PrivateNote(segment="causes", at=at(FIRST, 9, 20), text="Ask Cy about the boss"),
        ),
        spans=spans(FIRST, "opening", "story", "causes", "expect", "each-other", "guidelines"),
        agenda=agenda(
            "learning-together",
            "Learning _Together_",
            (
                segment("opening", "opening", "round", {"word": "One word"}),
                segment("story", "trust", "presence"),
                segment("causes", "trust", "list", {"cause": "What lay behind it?"}),
                segment("expect", "trust", "list", _EXPECTED),
                segment("each-other", "each-other", "round", {"shut": "What shuts me up"}),
                segment("guidelines", "agree", "guidelines"),
                segment("commitment", "agree", "commitments"),
            ),
            {"trust": "Trust", "each-other": "Each other", "agree": "# Agree"},
        ),
    )


def explore() -> Meeting:
    """The second meeting: cut short, with links from a strategy back to the cases."""
    return Meeting(
        format=1,
        cohort="north",
        number=2,
        held_on=SECOND,
        state="cut-short",
        facilitator="cy",
        position=Position(question="practice ada situation"),
        attendance=attendance(absent="ori"),
        challenges=(
            challenge(1, "ada", "The call that\nnever ends", "They said:\n\n> no\n\n    code"),
            challenge(2, "bo", "A title", "A case for the group.\n\n- one\n- two", "group"),
            challenge(3, "cy", "סיפור על 'לא' (עברית)", ""),
        ),
        thoughts=(
            Thought(
                id="m2-thought-1",
                segment="causes",
                grew_from=("m2-challenge-1", "m2-challenge-2"),
                disclosure="group",
                text="We never say no & we never <ask>: ![x](y) &amp; \\o/",
                control="mine",
            ),
            Thought(
                id="m2-thought-2",
                segment="causes",
                grew_from=("no [id](x)",),
                disclosure="group",
                text="Control \x1b[31m characters\u202e and \u200bothers",
                member="bo",
                control="outside",
            ),
            Thought(id="m2-thought-3", segment="causes", disclosure="room", text="Cy's boss lies"),
        ),
        strategies=(
            strategy(1, "own", "Say *when*, not **no**.", ("m2-thought-1", "m2-thought-3")),
            strategy(2, "material", "See www.example.com and https://example.com/a_b_c", ()),
            strategy(3, "ledger", "~20 minutes for $5, 2 * 3 = 6, snake_case", ("m2-thought-2",)),
        ),
        experiments=(
            experiment(
                1,
                "ada",
                grew_from=("m2-strategy-1",),
                situation="the budget call\nruns late.",
                action="name the time.\n\nAnd leave | go",
                obstacle="- politeness\n- habit",
                sign="```\nthey nod\n```",
                by=date(2026, 12, 24),
                partner="bo",
            ),
            experiment(2, "cy", situation="somebody shouts"),
            experiment(3, "bo"),
        ),
        parked=(
            Parked(id="m2-parked-1", segment="causes", disclosure="group", text="Pay\n~~~\nbands"),
            Parked(id="m2-parked-2", segment="causes", disclosure="room", text="The merger"),
        ),
        marks=(
            Marks(segment="votes", member="ada", to=("m2-thought-1", "m2-thought-1")),
            Marks(segment="votes", member="bo", to=("m2-thought-2", "m2-thought-3")),
        ),
        spans=spans(SECOND, "cases", "causes", "ideas", "plans"),
        agenda=agenda(
            "explore",
            "Explore",
            (
                segment("cases", "discuss", "challenges"),
                segment("causes", "articulate", "thoughts"),
                segment("votes", "articulate", "marks"),
                segment("ideas", "gain", "strategies"),
                segment("more-ideas", "gain", "strategies"),
                segment("plans", "practice", "experiments"),
                segment("closing", "reflect", "round", {"takeaway": "I take away"}),
            ),
        ),
    )


def reflect() -> Meeting:
    """The third meeting: reports and lessons that point back at the second."""
    return Meeting(
        format=1,
        cohort="north",
        number=3,
        held_on=THIRD,
        facilitator="bo",
        attendance=attendance(),
        challenges=(
            Challenge(
                id="m3-challenge-1",
                segment="restate",
                grew_from=("m2-challenge-1",),
                disclosure="group",
                member="ada",
                title="The call that ends",
            ),
        ),
        reports=(
            PracticeReport(
                id="m3-report-1",
                segment="reports",
                grew_from=("m2-experiment-1",),
                disclosure="group",
                member="ada",
                outcome="tried",
                did="I said: “I have until five.”\n1) once\n2) twice",
                happened="They <i>laughed</i>.\n\n# Then they stopped.",
                surprise="Nobody minded 😀",
                verdict="keep",
            ),
            PracticeReport(
                id="m3-report-2",
                segment="reports",
                disclosure="group",
                member="cy",
                outcome="not",
                hindered="A flu :smile:",
            ),
        ),
        lessons=(
            Lesson(
                id="m3-lesson-1",
                segment="lessons",
                grew_from=("m3-report-1",),
                disclosure="organisation",
                member="ada",
                insight="Naming the *end* early\nends it.",
                conditions="When [all] know the clock",
                verdict="keep",
                consent=THIRD,
            ),
            Lesson(
                id="m3-lesson-2",
                segment="lessons",
                disclosure="group",
                member="cy",
                insight="A | b",
            ),
        ),
        spans=spans(THIRD, "restate", "ideas", "plans", "reports"),
        agenda=agenda(
            "reflect",
            "Reflect",
            (
                segment("restate", "discuss", "restate"),
                segment("reports", "articulate", "reports"),
                segment("ideas", "gain", "strategies"),
                segment("plans", "practice", "experiments"),
                segment("lessons", "reflect", "lessons"),
            ),
        ),
    )


def all_for_the_group() -> list[Meeting]:
    """The sample with nothing left out, and with a text in every field."""
    return [for_the_group(meeting) for meeting in meetings()]
