"""The demo story: three made-up companies and a team, told as export files in the platforms' own shapes.

Everything follows from the tables in `pumps`, `boutique`, `yard` and `board_cast`, by integer arithmetic and SHA-256:
no clock, no random generator, no floating point, so every machine writes the same bytes.
"""
