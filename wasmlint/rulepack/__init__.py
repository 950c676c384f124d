"""Rule files: strict YAML, rules, packs, matching, and a rule's own cases."""
