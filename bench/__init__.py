"""Measures what docs/benchmarks.md promises, as ratios against a plain yardstick of the same run."""
