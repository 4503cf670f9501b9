"""What commands have in common; nothing here can be typed."""
