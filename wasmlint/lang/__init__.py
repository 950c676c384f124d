"""The expression language of the rules: grammar, syntax tree, type checker, compiler, messages."""
