"""How notes leave: pure; records in, text out; one module a format."""
