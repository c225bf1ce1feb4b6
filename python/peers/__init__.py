"""The other side of a comparison: the same programs in PyTorch, onnxruntime, OpenVINO and IREE."""
