"""Reference data with public sources: WASI functions, import namespaces, hosts, features, limits."""
