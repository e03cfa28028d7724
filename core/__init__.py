"""The product without a screen. Nothing here imports Streamlit (except `web`, which serves its static shell)."""
