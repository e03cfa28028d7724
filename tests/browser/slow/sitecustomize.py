"""A server that sends every element apart, as a loaded machine may: found on the path of the app's process by the long
runs (`make soak`). What is on screen for a moment only, between two elements, is then there long enough to be seen."""

import sys
import time

SECONDS = 0.012

if {"streamlit", "run"} <= set(sys.orig_argv):
    from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

    enqueue = ScriptRunContext.enqueue

    def slowly(self, message):
        enqueue(self, message)
        time.sleep(SECONDS)

    ScriptRunContext.enqueue = slowly
