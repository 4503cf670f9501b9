"""How a segment notes what is said: one form a kind of capture."""
