"""The demo's meeting places: data only."""
