"""Dialogue conferences and visits to enterprises, decided without tables."""
