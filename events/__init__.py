"""Events: what is scheduled, who comes, and the calendars that say so."""
