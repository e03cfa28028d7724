"""HTTP clients of other services: fetching apart from translating."""
