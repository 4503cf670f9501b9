"""A member of a cohort."""

from datetime import date

from pydantic import field_validator

from peergroup_cli.model.record import Name, Record, Slug


class Member(Record):
    """A manager in a cohort.

    Only name, role, level and unit are needed. A member who left keeps the row, with the date.
    """

    id: Slug
    name: Name
    role: Name
    level: Name
    unit: Name
    email: Name | None = None
    reports_to: Name | None = None
    site: Name | None = None
    time_zone: Name | None = None
    joined: date
    left: date | None = None

    @field_validator("email")
    @classmethod
    def _looks_like_an_address(cls, email: str | None) -> str | None:
        if email is not None and (email.count("@") != 1 or " " in email or email[0] == "@"):
            raise ValueError("is not an e-mail address")
        return email

    @field_validator("time_zone")
    @classmethod
    def _is_a_known_zone(cls, zone: str | None) -> str | None:
        if zone is None:
            return None
        from zoneinfo import ZoneInfo, available_timezones

        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            # a system without a zone database (a bare Windows) knows no zone at all
            if available_timezones():
                raise ValueError("is not a time zone such as Europe/Paris") from None
        return zone

    @property
    def first_name(self) -> str:
        """The first word of the name, as one calls each other in the room."""
        return self.name.split()[0]
