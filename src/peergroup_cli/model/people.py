"""A member of a cohort."""

from datetime import date

from pydantic import field_validator

from peergroup_cli.model.record import Name, Record, Slug
from peergroup_cli.model.time_zone import ZoneName


class Member(Record):
    """A manager in a cohort.

    Only name, role, level and unit are needed. A member who left keeps the row, with the date.
    `nicknames` are looked for, as the name is, before notes leave for the sponsor.
    """

    id: Slug
    name: Name
    nicknames: tuple[Name, ...] = ()
    role: Name
    level: Name
    unit: Name
    email: Name | None = None
    reports_to: Name | None = None
    site: Name | None = None
    time_zone: ZoneName | None = None
    joined: date
    left: date | None = None

    @field_validator("email")
    @classmethod
    def _looks_like_an_address(cls, email: str | None) -> str | None:
        if email is not None and (email.count("@") != 1 or " " in email or email[0] == "@"):
            raise ValueError("is not an e-mail address")
        return email

    @property
    def first_name(self) -> str:
        """The first word of the name, as one calls each other in the room."""
        return self.name.split()[0]
