"""The pipeline: values through stages, files at the edge."""
