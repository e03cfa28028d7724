"""The demo story: three made-up companies, told as export files in the platforms' own shapes.

Everything follows from the tables in `pumps`, `boutique` and `yard`, by integer arithmetic and SHA-256: no clock, no
random generator, no floating point, so every machine writes the same bytes.
"""
