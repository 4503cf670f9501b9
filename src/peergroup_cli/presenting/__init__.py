"""The participants' view: what the group sees on the projector. Nothing private is in it."""
