"""Demo: a simulated department and its years. All enterprises, people and goods are invented."""
