"""Design: page frames, components, charts and the stylesheet that every page shares."""
