"""The rules: one function each, in modules by the part of the plan that they look at."""
