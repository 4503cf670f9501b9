"""peergroup: a facilitator's toolkit for peer learning groups."""

__version__ = "0.1.0"
