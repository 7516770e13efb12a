"""Checking a plan: what it says and how it looks against Decree 30/2020/NĐ-CP, the calendar and itself."""
