"""Old documents as plan folders: first what is written, then what it means."""
