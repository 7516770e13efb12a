"""A plan of the agency above made one's own: names, bodies, tasks; and which of its tasks the own plan answers."""
