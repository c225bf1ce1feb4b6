#include "mlir_rl/program/convolutions/constants.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/DialectResourceBlobManager.h"

using namespace mlir;

namespace mlir_rl {

/// The attribute's elements in memory, once for all where it is a splat.
static DenseElementsAttr elementsOf(Attribute value) {
  auto resource = dyn_cast<DenseResourceElementsAttr>(value);
  if (!resource) return dyn_cast<DenseElementsAttr>(value);
  AsmResourceBlob *blob = resource.getRawHandle().getBlob();
  bool isSplat = false;
  if (!blob || !DenseElementsAttr::isValidRawBuffer(resource.getType(), blob->getData(), isSplat)) return nullptr;
  return DenseElementsAttr::getFromRawBuffer(resource.getType(), blob->getData());
}

DenseElementsAttr constantAttribute(Value tensor) {
  auto constant = tensor.getDefiningOp<arith::ConstantOp>();
  return constant ? elementsOf(constant.getValue()) : nullptr;
}

std::optional<std::vector<double>> constantElements(Value tensor) {
  DenseElementsAttr elements = constantAttribute(tensor);
  if (!elements || !(elements.getElementType().isF32() || elements.getElementType().isF64())) return std::nullopt;
  std::vector<double> values;
  values.reserve(elements.getNumElements());
  for (const APFloat &value : elements.getValues<APFloat>()) values.push_back(value.convertToDouble());
  return values;
}

Value constantTensor(OpBuilder &b, Location at, ArrayRef<int64_t> shape, Type element, ArrayRef<double> values) {
  auto type = RankedTensorType::get(shape, element);
  auto elements = element.isF64() ? DenseElementsAttr::get(type, values)
                                  : DenseElementsAttr::get(type, ArrayRef<float>(SmallVector<float>(values)));
  return arith::ConstantOp::create(b, at, elements);
}

Value reshapedConstant(OpBuilder &b, Location at, Value tensor, RankedTensorType type) {
  auto constant = tensor.getDefiningOp<arith::ConstantOp>();
  if (!constant) return nullptr;
  if (auto resource = dyn_cast<DenseResourceElementsAttr>(constant.getValue()))
    return arith::ConstantOp::create(b, at, DenseResourceElementsAttr::get(type, resource.getRawHandle()));
  if (auto elements = dyn_cast<DenseElementsAttr>(constant.getValue()))
    return arith::ConstantOp::create(b, at, elements.reshape(type));
  return nullptr;
}

}  // namespace mlir_rl
