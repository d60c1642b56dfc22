"""The worksheet on customs value: which of the methods is lawful, what it gives, and why the earlier ones do not."""
