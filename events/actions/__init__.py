"""The events' actions and the steps that actions above them join."""
