#pragma once

/// \file
/// Kernels as C++ and CUDA C++ that an engineer would write by hand: self-contained text with what the kernel uses and
/// nothing else, so that each compiles alone. It computes what tree.h says, bit by bit, when it is compiled with the
/// flags that its first line names; the C library's functions are those of the machine. No extent of a launch or array
/// may be above 2^27.
///
/// Both have a function NAME_thread, the body of one thread, and an entry with C linkage: NAME(extents of the launch,
/// arguments of the kernel). A launch in which the kernel never asks for its index has one extent. Arrays are passed as
/// their address and extents, row-major without gaps; scalars are C's, vectors, matrices and structs are laid out as C
/// lays them out. In C++ the entry runs the threads one after the other in row-major order; in CUDA it is a __global__
/// function that is right for every grid of one dimension.
///
/// Where the tree says "error", the behaviour of the text is undefined. Names stay as they are, but for those that mean
/// something in C++ or in the text itself: these get a trailing underscore.

#include <string>

#include "mlir_rl/kernel/tree.h"

namespace mlir_rl::kernel {

/// Kernel number `kernel` of the module in C++20, with standard headers only. The module keeps the rules of typing.
std::string cppText(const Module &module, int kernel);
/// The same in CUDA C++20. Needs no header but, for float16, <cuda_fp16.h>; NVRTC compiles it.
std::string cudaText(const Module &module, int kernel);

}  // namespace mlir_rl::kernel
