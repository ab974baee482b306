"""Training of the reference driving planner (ViLaD-style masked diffusion over BEAST tokens)."""
