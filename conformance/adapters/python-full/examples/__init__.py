"""How the library and the vectors can be used."""
