// Holds the precompiled header that every room behind the MLIR door shares.
