"""How much of a module's names is made readable: bounds that no real module comes near."""

LONGEST_MANGLED = 16 * 1024
"""Characters of a mangled name; the longest seen in 100 real modules has 1744."""

LONGEST_DEMANGLED = 64 * 1024
"""Characters of a name made readable: 200 bytes of back references can stand for a million."""

MOST_DEMANGLED = 64 * 1024 * 1024
"""Characters of all names of a module together."""
