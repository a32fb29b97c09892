"""What the demo's promotions say to one another: data only."""
