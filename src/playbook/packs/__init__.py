"""Finds policies: packs by name, files by path; and takes in what they extend and use."""

from playbook.packs.find import available, pack_path
from playbook.packs.graph import Graph, load_graph

__all__ = ["Graph", "available", "load_graph", "pack_path"]
