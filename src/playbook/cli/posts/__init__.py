"""Reads posts from files of many formats, one format a file. Knows shapes, never what a post means."""
