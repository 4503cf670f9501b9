"""What the toolkit says: agendas as TOML data, and their loader."""
