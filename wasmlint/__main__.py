"""`python -m wasmlint`: the same as the `wasmlint` command."""

from wasmlint.cli.main import main

if __name__ == "__main__":
    raise SystemExit(main())
