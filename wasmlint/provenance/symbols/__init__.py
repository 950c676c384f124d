"""Names of functions as compilers write them: made readable, and what code each belongs to."""
