"""Run the command line: python -m cchc_draft."""

from cchc_draft.cli import main

main()
