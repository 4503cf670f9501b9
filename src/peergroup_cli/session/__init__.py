"""How a meeting moves: a pure state machine. Events and instants in, sessions out."""
