#include "call.h"

#include <ffi.h>

#include <cassert>

namespace mlir_rl {

struct PreparedCall::Frame {
  void (*address)() = nullptr;
  std::vector<std::vector<int64_t>> descriptors;
  std::vector<void *> pointers, arguments;
  std::vector<ffi_type *> types;
  ffi_cif interface = {};
};

/// {allocated, aligned, offset, sizes, strides} of a dense row-major array.
static std::vector<int64_t> descriptorOf(char *data, const std::vector<int64_t> &shape) {
  auto address = reinterpret_cast<int64_t>(data);
  std::vector<int64_t> descriptor = {address, address, 0};
  descriptor.insert(descriptor.end(), shape.begin(), shape.end());
  std::vector<int64_t> strides(shape.size(), 1);
  for (size_t i = shape.size(); i-- > 1;) strides[i - 1] = strides[i] * shape[i];
  descriptor.insert(descriptor.end(), strides.begin(), strides.end());
  return descriptor;
}

PreparedCall::PreparedCall(void *address, const Artifact &artifact, const std::vector<char *> &data, char *workspace)
    : frame_(std::make_unique<Frame>()) {
  Frame &f = *frame_;
  f.address = reinterpret_cast<void (*)()>(address);
  for (size_t i = 0; i < artifact.arguments.size(); ++i)
    f.descriptors.push_back(descriptorOf(data[i], artifact.arguments[i].shape));
  if (artifact.workspaceBytes > 0) f.descriptors.push_back(descriptorOf(workspace, {artifact.workspaceBytes}));
  for (auto &descriptor : f.descriptors) f.pointers.push_back(descriptor.data());
  for (void *&pointer : f.pointers) f.arguments.push_back(&pointer);
  f.types.assign(f.pointers.size(), &ffi_type_pointer);
  [[maybe_unused]] ffi_status status =
      ffi_prep_cif(&f.interface, FFI_DEFAULT_ABI, unsigned(f.types.size()), &ffi_type_void, f.types.data());
  assert(status == FFI_OK && "a call with pointer arguments can be prepared");
}

PreparedCall::~PreparedCall() = default;
PreparedCall::PreparedCall(PreparedCall &&) noexcept = default;

void PreparedCall::operator()() { ffi_call(&frame_->interface, frame_->address, nullptr, frame_->arguments.data()); }

}  // namespace mlir_rl
