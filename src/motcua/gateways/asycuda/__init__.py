"""ASYCUDA: cargo manifests as ASYCUDA World writes them in XML (AWMDS), in and out."""
