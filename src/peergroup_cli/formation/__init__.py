"""Who sits with whom: pure; members in, findings out."""
