"""Reports in every format;  in `formats` is the one list."""
