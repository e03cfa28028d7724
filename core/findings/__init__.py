"""What deserves the meeting's time: pure rules over one client's facts, each with its sentence beside it."""
