"""Where the bytes of a module are, saved and compared."""
