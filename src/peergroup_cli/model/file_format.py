"""The version of the file format; by itself, so that it can be known without loading records."""

FORMAT = 1
"""The file format that this version writes, as `format = 1` in every file."""
