"""The commands: in which part of the work, in which order, and each in a line.

The line stands here and not in the command's module, so that the help loads none of them.
"""

SECTIONS: dict[str, dict[str, str]] = {
    "Begin": {
        "tour": "Look around, with an invented group",
        "init": "Make a workspace for the notes",
        "new-cohort": "Form a cohort of four to six managers",
        "status": "Say what is next, and what is due",
    },
    "Hold a meeting": {
        "run-session": "Hold the meeting that is next",
        "show-agenda": "Show an agenda as a run sheet, for the screen or print",
        "list-modules": "List the topic modules",
        "show-module": "Show what a topic module brings to stage 3",
        "check-pack": "Say what is wrong with an agenda or module of your own",
        "show-pulse": "Show how a cohort's pulse moves over its meetings",
        "list-sessions": "List a cohort's meetings",
    },
    "Between the meetings": {
        "plan-sessions": "Plan the dates on which a cohort meets",
        "reschedule": "Move one meeting to another time, or cancel it",
        "export-calendar": "Write a cohort's dates for people's calendars",
        "list-experiments": "List a cohort's experiments, with their state",
        "log-practice": "Log what was done, what happened, what was learned",
        "report-practice": "Report before the meeting what became of an experiment",
        "drop-experiment": "Drop an experiment that its owner gives up",
        "export-worksheets": "Write a practice worksheet for each member",
        "import-worksheet": "Read filled worksheets back",
    },
    "Take the notes out": {
        "export-notes": "Write the notes for those who may read them",
        "export-review": "Tell a cohort's time together as a story",
        "export-programme": "Write for the sponsor what all cohorts have released",
        "show-template": "Print a template to begin with",
        "withdraw-consent": "Take a lesson back that its owner had released",
    },
    "What groups have learned": {
        "search-knowledge": "Find lessons, the newest first, failures among them",
        "show-lesson": "Show what a lesson grew from",
        "list-strategies": "List the strategies that were tried, and their tests",
        "link-strategy": "Say that two strategies are one",
    },
    "Cohorts and members": {
        "list-cohorts": "List the cohorts of the workspace",
        "show-cohort": "Show a cohort and its members",
        "add-member": "Add a member to a cohort",
        "edit-member": "Change what is known of a member",
        "remove-member": "Note that a member has left the cohort",
        "end-cohort": "End cohorts: their members are free for new ones",
    },
    "Groups from a long list": {
        "form-cohorts": "Form groups from a list, and say how good they are",
        "regroup": "Plan next year's groups, so that people meet others",
        "place": "Find a place for newcomers in cohorts with room",
        "check-cohorts": "Check the rules of who sits with whom",
    },
    "Keep it safe": {
        "undo": "Take back what was changed last",
        "backup": "Write the whole workspace into one file",
        "bring-back": "Bring a meeting back that was kept elsewhere",
        "restore": "Put a backup back, into a folder of its own",
        "check-workspace": "Name all that is wrong, and change nothing",
        "repair-workspace": "Mend what can surely be mended",
        "erase-member": "Erase a person out of every file",
        "purge": "Take out the notes of old meetings",
    },
}

COMMANDS: tuple[str, ...] = tuple(name for section in SECTIONS.values() for name in section)
"""All commands: each is a function of its name, in a module of its name."""
