"""What differs between two plans: as tracked changes of Word, as a page side by side, and in words."""
