"""Which toolchain made a module, and what it left in it."""
