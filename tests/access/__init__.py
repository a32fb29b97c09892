"""The access matrix: every address and live topic, against everybody."""
