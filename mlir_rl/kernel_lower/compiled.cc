#include "mlir_rl/kernel_lower/compiled.h"

#include <cstring>
#include <deque>
#include <limits>

#include "mlir_rl/kernel_lower/compiled_state.h"

namespace mlir_rl::kernel {

const char *variantName(Variant variant) {
  static constexpr const char *names[kNumVariants] = {"O0", "O1", "O2", "O3", "GPU body"};
  return names[size_t(variant)];
}

Compiled::Compiled(std::unique_ptr<State> state) : state_(std::move(state)) {}
Compiled::Compiled(Compiled &&) noexcept = default;
Compiled &Compiled::operator=(Compiled &&) noexcept = default;
Compiled::~Compiled() = default;

const std::string *Compiled::text(Form form) const {
  const std::optional<std::string> &text = state_->texts[size_t(form)];
  return text ? &*text : nullptr;
}
const std::string &Compiled::whyNot(Form form) const { return state_->reasons[size_t(form)]; }

namespace {

Status checkArguments(const Compiled::State &state, std::span<const Argument> arguments) {
  if (arguments.size() != state.parameters.size())
    return badUsage(state.name + " takes " + std::to_string(state.parameters.size()) + " arguments, not " +
                    std::to_string(arguments.size()));
  for (size_t i = 0; i < arguments.size(); ++i)
    if (arguments[i].type != state.parameters[i] || arguments[i].bytes.size() != state.sizes[i])
      return badUsage("argument " + std::to_string(i) + " of " + state.name + " is no " +
                      typeText(state.parameters[i]));
  return {};
}

/// The extents that the compiled kernel takes; all threads in one dimension when it never asks for its index.
Result<std::vector<int32_t>> extentsOf(const Compiled::State &state, const std::vector<int32_t> &dims) {
  if (dims.empty() || dims.size() > kMaxArrayDims) return badUsage("a launch has 1 to 4 dimensions");
  if (state.dims && size_t(state.dims) != dims.size())
    return badUsage(state.name + " is for a launch of " + std::to_string(state.dims) + " dimensions, not " +
                    std::to_string(dims.size()));
  int64_t threads = 1;
  for (int32_t extent : dims)
    if (extent < 0 || __builtin_mul_overflow(threads, extent, &threads))
      return badUsage("a launch's extents are at least 0, and it has at most 2^63 threads");
  if (state.dims) return dims;
  if (threads > std::numeric_limits<int32_t>::max()) return badUsage("a launch without tid() has at most 2^31 threads");
  return std::vector<int32_t>{int32_t(threads)};
}

/// Row-major without gaps; strides of dimensions with one element do not matter, nor those of an empty array.
bool isDense(const ArrayView &view, int dims, uint32_t elementBytes) {
  int64_t stride = elementBytes;
  bool dense = true, empty = false;
  for (int dim = dims; dim-- > 0; stride *= view.shape[dim]) {
    dense &= view.shape[dim] <= 1 || view.strides[dim] == stride;
    empty |= view.shape[dim] == 0;
  }
  return dense || empty;
}

/// Pointers to the compiled kernel's arguments, and those of them that are nowhere else.
struct Slots {
  std::vector<const void *> pointers;
  std::deque<ArrayView> views;
  std::deque<int64_t> extents;

  bool addArray(const Type &type, uint32_t elementBytes, const std::byte *bytes) {
    ArrayView &view = views.emplace_back();
    std::memcpy(&view, bytes, sizeof view);
    pointers.push_back(&view.data);
    for (int dim = 0; dim < type.dims; ++dim) pointers.push_back(&extents.emplace_back(view.shape[dim]));
    return isDense(view, type.dims, elementBytes);
  }
};

}  // namespace

Status Compiled::run(Variant variant, const Launch &launch, std::span<const Argument> arguments) const {
  if (Status suits = checkArguments(*state_, arguments); !suits) return suits;
  Result<std::vector<int32_t>> extents = extentsOf(*state_, launch.dims);
  if (!extents) return tl::unexpected(extents.error());
  Slots slots;
  int64_t threads = 1;
  for (const int32_t &extent : *extents) {
    slots.pointers.push_back(&extent);
    threads *= extent;
  }
  for (const State::Part &part : state_->parts) {
    const std::byte *bytes = arguments[part.parameter].bytes.data() + part.offset;
    if (!part.type.isArray())
      slots.pointers.push_back(bytes);
    else if (!slots.addArray(part.type, part.elementBytes, bytes))
      return badUsage("argument " + std::to_string(part.parameter) + " of " + state_->name +
                      " is an array with gaps between its elements");
  }
  void *launcher = state_->launchers[size_t(variant)];
  if (variant == Variant::gpu)
    reinterpret_cast<void (*)(const void **, int64_t)>(launcher)(slots.pointers.data(), threads);
  else
    reinterpret_cast<void (*)(const void **)>(launcher)(slots.pointers.data());
  return {};
}

}  // namespace mlir_rl::kernel
