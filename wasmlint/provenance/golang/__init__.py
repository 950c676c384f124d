"""What the Go linker left in a module: tables of functions, types and sections, build info."""
