#include "mlir_rl/kernel_run/layout.h"

#include <algorithm>

namespace mlir_rl::kernel {

static uint32_t alignUp(uint32_t offset, uint32_t align) { return (offset + align - 1) / align * align; }

Layout::Layout(const Module &module) {
  for (const Struct &structure : module.structs) {
    Fields fields;
    for (const Variable &field : structure.fields) {
      uint32_t wanted = align(field.type), offset = alignUp(fields.size, wanted);
      fields.types.push_back(field.type);
      fields.offsets.push_back(offset);
      fields.size = offset + size(field.type);
      fields.align = std::max(fields.align, wanted);
    }
    fields.size = alignUp(fields.size, fields.align);
    structs_.push_back(std::move(fields));
  }
}

uint32_t Layout::size(const Type &type) const {
  if (type.isArray()) return sizeof(ArrayView);
  if (type.isStruct()) return structs_[size_t(type.structure)].size;
  return type.isNone() ? 0 : uint32_t(type.components() * bitsOf(type.scalar) / 8);
}

uint32_t Layout::align(const Type &type) const {
  if (type.isArray()) return alignof(ArrayView);
  if (type.isStruct()) return structs_[size_t(type.structure)].align;
  return type.isNone() ? 1 : uint32_t(bitsOf(type.scalar) / 8);
}

void Layout::addLeaves(const Type &type, uint32_t offset, std::vector<Leaf> &leaves) const {
  if (type.isArray() || type.isNone()) return;
  if (!type.isStruct()) {
    for (int i = 0; i < type.components(); ++i)
      leaves.push_back({offset + uint32_t(i * bitsOf(type.scalar) / 8), type.scalar});
    return;
  }
  const Fields &fields = structs_[size_t(type.structure)];
  for (size_t i = 0; i < fields.types.size(); ++i) addLeaves(fields.types[i], offset + fields.offsets[i], leaves);
}

bool Layout::holdsArrays(const Type &type) const {
  if (!type.isStruct()) return false;
  const std::vector<Type> &fields = structs_[size_t(type.structure)].types;
  return std::any_of(fields.begin(), fields.end(),
                     [&](const Type &field) { return field.isArray() || holdsArrays(field); });
}

std::vector<Leaf> Layout::leaves(const Type &type) const {
  std::vector<Leaf> leaves;
  addLeaves(type, 0, leaves);
  return leaves;
}

}  // namespace mlir_rl::kernel
