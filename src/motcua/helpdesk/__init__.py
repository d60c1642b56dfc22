"""Questions of enterprises, conferences, visits, published answers."""
