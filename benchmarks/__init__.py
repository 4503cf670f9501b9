"""What is measured, and the rosters and workspaces to measure it with."""
