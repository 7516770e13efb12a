"""Run the command line: python -m cchc_draft, or the command cchc-draft."""

from __future__ import annotations

import os


def main() -> None:
    """Run and exit; Ctrl-C while the program still loads ends it as quietly as later."""
    try:
        from cchc_draft.cli import main as run

        run()
    except KeyboardInterrupt:
        os._exit(130)


if __name__ == "__main__":
    main()
