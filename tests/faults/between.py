"""What is typed between the meetings: the practice, and the dates."""

from datetime import date, datetime, time, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.faults.desk import CALLS, GROUP, TEXTS, TODAY, Desk
from tests.faults.notebook import Notebook, Table

DAYS = st.dates(date(2027, 2, 1), date(2027, 6, 1))


class Between(Desk):
    """Rules for `practice.toml` and `dates.toml`."""

    @precondition(lambda self: self.notebook.open_experiments)
    @rule(data=st.data(), did=TEXTS, learned=TEXTS, dies=CALLS)
    def log(self, data: st.DataObject, did: str, learned: str, dies: int | None) -> None:
        made = data.draw(st.sampled_from(self.notebook.open_experiments))
        row = {"experiment": made["id"], "member": made["member"], "on": TODAY}
        row |= {"did": did, "learned": learned}
        texts = (f"--did={did}", f"--learned={learned}")
        self.does(
            "log-practice",
            GROUP,
            made["id"],
            *texts,
            dies=dies,
            change=lambda n: n.practice.setdefault("logs", []).append(row),
        )

    @precondition(lambda self: self.notebook.tables.get("practice.toml", {}).get("logs"))
    @rule(data=st.data(), dies=CALLS)
    def take_a_log_out(self, data: st.DataObject, dies: int | None) -> None:
        row = data.draw(st.sampled_from(self.notebook.practice["logs"]))
        mine = self.notebook.logs_of(row["experiment"])
        number = mine.index(row)

        def change(notebook: Notebook) -> None:
            notebook.practice["logs"].remove(row)
            if not notebook.practice["logs"]:
                del notebook.practice["logs"]

        remove = ("--remove", str(number + 1))
        self.does("log-practice", GROUP, row["experiment"], *remove, dies=dies, change=change)

    @precondition(lambda self: self.notebook.open_experiments)
    @rule(data=st.data(), did=TEXTS, dies=CALLS)
    def report(self, data: st.DataObject, did: str, dies: int | None) -> None:
        made = data.draw(st.sampled_from(self.notebook.open_experiments))
        row = {"experiment": made["id"], "member": made["member"], "on": TODAY}
        row |= {"outcome": "tried", "did": did}

        def change(notebook: Notebook) -> None:
            others = notebook.practice.get("reports", [])
            others = [one for one in others if one["experiment"] != made["id"]]
            notebook.practice["reports"] = [*others, row]

        told = ("--outcome", "tried", f"--did={did}")
        self.does("report-practice", GROUP, made["id"], *told, dies=dies, change=change)

    @precondition(lambda self: len(self.notebook.open_experiments) > 2)
    @rule(data=st.data(), reason=TEXTS, dies=CALLS)
    def drop(self, data: st.DataObject, reason: str, dies: int | None) -> None:
        made = data.draw(st.sampled_from(self.notebook.open_experiments))
        row = {"experiment": made["id"], "member": made["member"], "on": TODAY, "reason": reason}
        self.does(
            "drop-experiment",
            GROUP,
            made["id"],
            f"--reason={reason}",
            dies=dies,
            change=lambda n: n.practice.setdefault("dropped", []).append(row),
        )

    @rule(day=DAYS, count=st.integers(1, 3), dies=CALLS)
    def plan(self, day: date, count: int, dies: int | None) -> None:
        start = datetime.combine(day, time(14))
        starts = [start + number * timedelta(weeks=4) for number in range(count)]

        def change(notebook: Notebook) -> None:
            dates = notebook.tables.setdefault("dates.toml", {"format": 1, "sessions": []})
            dates["time_zone"] = "Europe/Paris"
            for row in notebook.to_come(dates):
                row["cancelled"] = True
            held = len(notebook.meetings)
            dates["sessions"] += [{"number": held + 1, "start": one} for one in starts]
            notebook.number_sessions(dates)

        zone = ("--tz", "Europe/Paris", "--every", "4w", "--count", str(count))
        given = ("--start", start.isoformat(), *zone, "--again", "--yes")
        self.does("plan-sessions", GROUP, *given, dies=dies, change=change)

    @precondition(lambda self: self.to_come)
    @rule(data=st.data(), day=DAYS, dies=CALLS)
    def move(self, data: st.DataObject, day: date, dies: int | None) -> None:
        number = data.draw(st.sampled_from([row["number"] for row in self.to_come]))
        start = datetime.combine(day, time(15))
        if any(row["start"] == start for row in self.to_come):
            return

        def change(notebook: Notebook) -> None:
            dates = notebook.tables["dates.toml"]
            row = next(one for one in notebook.to_come(dates) if one["number"] == number)
            row["start"] = start
            notebook.number_sessions(dates)

        given = (str(number), start.isoformat(), "--yes")
        self.does("reschedule", GROUP, *given, dies=dies, change=change)

    @precondition(lambda self: self.to_come)
    @rule(data=st.data(), dies=CALLS)
    def cancel(self, data: st.DataObject, dies: int | None) -> None:
        number = data.draw(st.sampled_from([row["number"] for row in self.to_come]))

        def change(notebook: Notebook) -> None:
            dates = notebook.tables["dates.toml"]
            next(r for r in notebook.to_come(dates) if r["number"] == number)["cancelled"] = True
            notebook.number_sessions(dates)

        self.does("reschedule", GROUP, str(number), "--cancel", dies=dies, change=change)

    @property
    def to_come(self) -> list[Table]:
        dates = self.notebook.tables.get("dates.toml")
        return self.notebook.to_come(dates) if dates else []
