"""Carrying a plan over to the next year or to another agency: each inherited fact is kept, changed or asked about."""
