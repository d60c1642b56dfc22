"""What if: the stored year reckoned again by another tariff. Nothing is changed by it."""
