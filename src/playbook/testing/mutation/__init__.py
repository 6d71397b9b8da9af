"""Mutation: changes each rule in small ways, and finds the changes that no test of its file notices."""
