"""The survey, decided without tables: questionnaires, frames, scores."""
