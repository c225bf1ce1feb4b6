#pragma once

/// \file
/// Handlers that move values: within the frame, between frame and memory, and to elements of arrays.

#include "mlir_rl/kernel_run/code.h"

namespace mlir_rl::kernel {

/// in[0] -> to, both in the frame; `extra` bytes.
Handler copyOf(uint32_t bytes);
/// Memory -> to: `extra` bytes from in[1] bytes after the address in in[0].
Handler loadOf(uint32_t bytes);
/// in[0] -> memory: `extra` bytes, to in[2] bytes after the address in in[1].
Handler storeOf(uint32_t bytes);
/// The address of the frame's slot in[0], in[1] bytes further.
const Inst *addressOfSlot(const Inst *inst, Run &run);
/// The address in in[0], in[1] bytes further.
const Inst *addressFurther(const Inst *inst, Run &run);

/// The type of indices: those that are no i32 are first converted to i64 (wideIndex).
enum class IndexType : uint8_t { i32, i64 };

/// in[0] of any integer type -> int64; a u64 that does not fit becomes the highest, which is beyond every extent.
Handler wideIndex(Scalar scalar);
/// The address of an element: of the array in in[0], at `dims` indices from in[1] on. `extra` is the array's name.
Handler elementAddress(int dims, IndexType type);
/// The element itself; null unless it has 1, 2, 4 or 8 bytes.
Handler elementLoad(int dims, IndexType type, uint32_t bytes);
/// The view of what `rows` indices leave of an array of `columns` dimensions.
Handler elementView(IndexType type);

enum class ComponentOf : uint8_t { vector, matrix, row };

/// The address of a component of a vector (index in in[2]), of a matrix (in[2], in[3]) or of its row. The whole begins
/// in[1] bytes after the address in in[0] (`inMemory`) or after that slot. `count` is a component's bytes.
Handler componentAddress(ComponentOf what, bool inMemory);

}  // namespace mlir_rl::kernel
