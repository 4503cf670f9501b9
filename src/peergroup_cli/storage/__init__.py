"""Where it is kept: one record, one TOML file, saved durably."""
