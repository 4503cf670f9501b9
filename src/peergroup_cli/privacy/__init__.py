"""What a person may ask for: where a name still stands, and what is taken out of the notes."""
