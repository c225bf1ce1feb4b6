#include "mlir_rl/kernel_make/records.h"

#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

Type newStruct(Maker &m, const std::vector<FieldPlan> &fields, const std::string &name) {
  Struct made = {.name = name.empty() ? m.names.ofModule(m.draw, NameKind::structure) : name};
  std::vector<Range> ranges;
  for (const FieldPlan &field : fields) {
    made.fields.push_back({field.name, field.type, {}});
    ranges.push_back(field.range);
  }
  m.module.structs.push_back(std::move(made));
  m.fields.push_back(std::move(ranges));
  return structType(int(m.module.structs.size()) - 1);
}

static Type drawFieldType(Maker &m) {
  static constexpr int weights[] = {55, 22, 14, 6, 3};
  switch (m.draw.weighted(weights)) {
    case 0:
      return scalarType(m.style.real);
    case 1:
      return vectorType(m.style.extent, m.style.real);
    case 2:
      return scalarType(m.style.integer);
    case 3:
      return kBool;
    default:
      return matrixType(m.style.extent, m.style.extent, m.style.real);
  }
}

Type drawStruct(Maker &m) {
  std::vector<FieldPlan> fields;
  std::set<std::string> taken;
  for (int count = m.draw.between(2, 4); count > 0; --count) {
    Type type = fields.empty() ? scalarType(m.style.real) : drawFieldType(m);
    NameKind kind = fields.empty() ? NameKind::field : kindOf(type);
    std::string name = m.names.local(m.draw, kind, taken);
    fields.push_back({name, type, usualRange(m.draw, type.scalar)});
  }
  return newStruct(m, fields);
}

int fieldsOf(const Maker &m, const Type &record) { return int(m.fields[size_t(record.structure)].size()); }

Value fieldOf(Maker &m, const Value &record, int field) {
  size_t structure = size_t(record.type().structure);
  const Type &type = m.module.structs[structure].fields[size_t(field)].type;
  return {parts::field(record.expr, field, type), m.fields[structure][size_t(field)], record.source};
}

Value anyField(Maker &m, const Value &record) {
  int count = fieldsOf(m, record.type()), first = m.draw.below(count);
  for (int i = 0; i < count; ++i) {
    Value value = fieldOf(m, record, (first + i) % count);
    if (value.type().isNumeric() && value.scalar() != Scalar::boolean) return value;
  }
  return fieldOf(m, record, first);
}

Value growRecord(Maker &m, const Type &record) {
  Value made = {parts::construct(record, {}), {}, Source::fixed};
  for (int i = 0; i < fieldsOf(m, record); ++i) {
    Value field = fieldOf(m, made, i);
    Value value = grow(m, field.type(), m.draw.below(3));
    if (value.scalar() != Scalar::boolean) value = fit(m, value, field.range);
    made.source = std::max(made.source, value.source);
    made.expr.operands.push_back(value.expr);
  }
  return made;
}

void changeField(Maker &m, const Value &record) {
  Value field = anyField(m, record);
  Value value = grow(m, field.type(), m.draw.between(1, 2));
  if (value.scalar() != Scalar::boolean) value = fit(m, value, field.range);
  emit(m, parts::assign(field.expr, value.expr));
  Known &known = m.known(record);
  known.source = std::max(known.source, value.source);
  known.uses = 0;
}

std::vector<Content> contentsOf(const Maker &m, const Type &type, const Range &range) {
  if (type.kind != TypeKind::structure) return {{.range = range}};
  std::vector<Content> contents;
  const std::vector<Variable> &fields = m.module.structs[size_t(type.structure)].fields;
  for (size_t i = 0; i < fields.size(); ++i) {
    std::vector<Content> inner = contentsOf(m, fields[i].type, m.fields[size_t(type.structure)][i]);
    for (int c = 0; c < fields[i].type.components(); ++c) contents.insert(contents.end(), inner.begin(), inner.end());
  }
  return contents;
}

}  // namespace mlir_rl::kernel::make
