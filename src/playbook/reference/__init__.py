"""The meaning of the language, executable: a plain walk over the checked tree that can be read next to the language
page.
"""
