"""Reports in every format; `REPORTERS` in `formats` is the one list."""
