"""Highlighting and notebook parameters for the language of the Jupyter kernel mvae."""
