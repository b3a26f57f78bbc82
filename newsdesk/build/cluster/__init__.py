"""Many machines at one build: what a collection is read from comes in, and workers that make parts of it go out.

What is sent are inputs, as bytes: the files, what is known of them, and the frame. A worker makes of these what this
process has in memory, once, and says by a digest that it is the same. What it makes it hands back as bytes.
"""
