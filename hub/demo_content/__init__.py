"""The demo's branches and people: data only."""
