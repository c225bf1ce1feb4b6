#pragma once

/// \file
/// A module in the flat form that is interpreted. Every variable, literal and intermediate value has a fixed place in
/// one frame: functions cannot recurse, so each is active at most once. An instruction names places of the frame by
/// their offsets, its slots, and the C++ function that does it for the types at hand.

#include <cassert>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include "mlir_rl/kernel_run/fault.h"
#include "mlir_rl/kernel_run/layout.h"

namespace mlir_rl::kernel {

/// Bytes from the frame's start.
using Slot = uint32_t;
inline constexpr int kMaxInputs = 5;

struct Inst;
struct Run;
/// Does an instruction and gives the next one; null at the end of a thread, and after stop().
using Handler = const Inst *(*)(const Inst *inst, Run &run);

/// What the fields mean is the handler's business; these are the usual meanings.
struct Inst {
  Handler handler = nullptr;
  Slot to = 0;               ///< where the result goes
  Slot in[kMaxInputs] = {};  ///< operands
  int32_t extra = 0;         ///< instructions to jump, number of a name, or bytes
  uint16_t count = 0;        ///< components
  uint8_t rows = 0;          ///< of the first operand
  uint8_t columns = 0;
};

/// A running launch.
struct Run {
  std::byte *frame = nullptr;
  const std::vector<std::string> *names = nullptr;
  int64_t iterations = 0;  ///< of loops that the launch may still make
  Rule broken = Rule::kept;
  const Inst *at = nullptr;  ///< the instruction that broke the rule
  std::string detail;
};

/// Ends the launch: gives null, as the handler should.
const Inst *stop(Run &run, const Inst *inst, Rule rule, std::string detail);

template <class T>
T get(const Run &run, Slot slot) {
  if constexpr (std::is_same_v<T, bool>) {
    return run.frame[slot] != std::byte(0);
  } else {
    T value;
    std::memcpy(static_cast<void *>(&value), run.frame + slot, sizeof(T));
    return value;
  }
}

template <class T>
void put(Run &run, Slot slot, const T &value) {
  std::memcpy(run.frame + slot, static_cast<const void *>(&value), sizeof(T));
}

/// A function or kernel of a Code.
struct Routine {
  std::string name;
  int begin = 0, end = 0;       ///< its instructions
  std::vector<Type> types;      ///< of its parameters
  std::vector<uint32_t> sizes;  ///< bytes of each
  std::vector<Slot> parameters;
  std::vector<Slot> results;
  Slot back = 0;  ///< where the instruction after the call is kept
  int dims = 0;   ///< of the launch; 0 when it never asks. 0 for functions
};

struct Code {
  std::vector<Inst> insts;
  std::vector<Place> places;       ///< of each instruction
  std::vector<std::string> names;  ///< of arrays and variables, for details of faults
  std::vector<std::byte> image;    ///< the frame as it starts: literals in their places
  std::vector<Routine> functions;
  std::vector<Routine> kernels;
};

/// The thread's index: kMaxArrayDims int32 at the frame's start.
inline constexpr Slot kThreadSlot = 0;

}  // namespace mlir_rl::kernel
