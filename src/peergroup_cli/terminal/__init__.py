"""How it is shown and asked: the only code that meets a person."""
