"""The pipeline: values through stages, files at the edge."""

__version__ = "0.1.0"
