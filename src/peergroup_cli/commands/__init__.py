"""What you can type: one module a command, joining the layers."""
