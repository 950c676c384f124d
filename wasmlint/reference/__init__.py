"""Reference data, each fact with its public source: WASI, namespaces, hosts, features, limits."""
