"""Figures that the demo's pages leave to the site to count."""

COUNTED = [{"figure": name} for name in ("active_mentors", "promotions", "branches", "events_held")]
