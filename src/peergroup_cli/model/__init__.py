"""What things are: frozen records and their rules. No input, no output, no clock."""
