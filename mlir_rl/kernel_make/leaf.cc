#include <algorithm>

#include "mlir_rl/kernel_make/convert.h"
#include "mlir_rl/kernel_make/fit.h"
#include "mlir_rl/kernel_make/grow.h"
#include "mlir_rl/kernel_make/reads.h"
#include "mlir_rl/kernel_make/records.h"
#include "mlir_rl/kernel_make/scope.h"

namespace mlir_rl::kernel::make {

namespace {

/// One way to get a value of the wanted type.
enum class Way : uint8_t { itself, part, field, element, converted, parameter };

struct Choice {
  Way way;
  int variable;
  int detail;  ///< number of a field
};

struct Choices {
  std::vector<Choice> all;
  std::vector<int> weights;
  void add(int weight, const Choice &choice) {
    all.push_back(choice);
    weights.push_back(weight);
  }
};

bool isPart(const Type &whole, const Type &wanted) {
  if (whole.isVector()) return componentType(whole) == wanted;
  return whole.isMatrix() &&
         (componentType(whole) == wanted || (wanted.isVector() && wanted == vectorType(whole.columns, whole.scalar)));
}

void addFields(Maker &m, Choices &choices, int variable, const Type &wanted, int weight) {
  const std::vector<Variable> &fields = m.module.structs[size_t(m.typeOf(variable).structure)].fields;
  for (size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].type == wanted)
      choices.add(weight, {Way::field, variable, int(i)});
    else if (isPart(fields[i].type, wanted))
      choices.add((weight + 1) / 2, {Way::field, variable, int(i)});
  }
}

/// What a variable can give.
void addChoices(Maker &m, Choices &choices, int variable, const Type &wanted) {
  const Known &known = m.body->known[size_t(variable)];
  const Type &type = m.typeOf(variable);
  bool fresh = known.uses == 0;
  if (known.source == Source::fixed) return;
  bool again = !fresh && m.body->loops == 0;  // most likely the element that has a variable already
  if (type.isArray()) {
    if (known.role == Role::input && elementType(type) == wanted && !again)
      choices.add(fresh ? 12 : 3, {Way::element, variable, 0});
    return;
  }
  bool index = known.source == Source::thread;
  if (type == wanted) return choices.add(index ? 2 : fresh ? 16 : 4, {Way::itself, variable, 0});
  if (type.isStruct()) return addFields(m, choices, variable, wanted, fresh ? 8 : 3);
  if (isPart(type, wanted)) return choices.add(fresh ? 6 : 2, {Way::part, variable, 0});
  if (type.isNumeric() && !index && wanted.isNumeric()) choices.add(fresh ? 2 : 1, {Way::converted, variable, 0});
}

Value partOf(Maker &m, const Value &value, const Type &wanted) {
  if (value.type().isVector()) return componentOf(value, m.draw.below(value.type().rows));
  int row = m.draw.below(value.type().rows);
  if (wanted.isVector()) return componentOf(value, row);
  int column = m.draw.below(value.type().columns);
  return componentOf(value, {whole(row), whole(column)});
}

Value taken(Maker &m, const Choice &choice, const Type &wanted) {
  Value value = readOf(m, choice.variable);
  switch (choice.way) {
    case Way::part:
      return partOf(m, value, wanted);
    case Way::field: {
      Value field = fieldOf(m, value, choice.detail);
      return field.type() == wanted ? field : partOf(m, field, wanted);
    }
    case Way::element:
      return anyElement(m, value);
    case Way::converted:
      return convert(m, value, wanted);
    default:
      return value;
  }
}

Value literalLeaf(Maker &m, const Type &type) {
  if (type.isStruct()) return growRecord(m, type);
  if (type == kBool) return truth(m.draw.chance(50));
  if (type.isMatrix()) {
    Values parts;
    for (int i = 0; i < type.components(); ++i) parts.push_back(leaf(m, componentType(type)));
    return construct(type, parts);
  }
  Range range = isFloat(type.scalar) ? Range{0.1, 4} : Range{1, 9};
  return number(type, shortNumber(m.draw, range, type.scalar));
}

}  // namespace

Value leaf(Maker &m, const Type &type) {
  Choices choices;
  for (int i = 0; i < int(m.body->known.size()); ++i) {
    const Known &known = m.body->known[size_t(i)];
    if (known.open && !known.hidden) addChoices(m, choices, i, type);
  }
  bool kernel = m.body->isKernel && m.added < m.style.parameters && type.isNumeric();
  if (kernel) choices.add(choices.all.empty() ? 20 : 4, {Way::parameter, 0, 0});
  if (choices.all.empty()) return literalLeaf(m, type);
  Choice choice = choices.all[m.draw.weighted(choices.weights)];
  if (choice.way != Way::parameter) return taken(m, choice, type);
  std::optional<Value> value = fromNewParameter(m, type);
  return value ? *value : literalLeaf(m, type);
}

static Value constantOf(Maker &m, const Value &literal) {
  std::vector<Constant> &constants = m.module.constants;
  auto same = std::find_if(constants.begin(), constants.end(), [&](const Constant &constant) {
    return constant.type == literal.type() && constant.value == literal.expr.value;
  });
  int id = int(same - constants.begin());
  if (same == constants.end())
    constants.push_back({m.names.ofModule(m.draw, NameKind::constant), literal.type(), literal.expr.value, {}});
  Value value = literal;
  value.expr = {.kind = ExprKind::constant, .type = literal.type(), .id = id};
  return value;
}

Value named(Maker &m, const Value &literal, bool open) {
  bool plain = literal.expr.kind == ExprKind::literal && literal.type() != kBool;
  if (!plain || literal.range.has(0) || literal.range.has(1)) return literal;
  if (m.module.constants.size() < 4 && m.draw.chance(8)) return constantOf(m, literal);
  bool parameter = open && m.body->isKernel && m.added < m.style.parameters && literal.range.low > 0;
  if (!parameter || !m.draw.chance(20)) return literal;
  ++m.added;
  Range near = {literal.range.low * 0.5, literal.range.low * 2};
  if (!isFloat(literal.scalar())) near = {literal.range.low, literal.range.low + m.draw.between(1, 5)};
  if (!limitsOf(literal.scalar()).has(near)) return literal;
  return readOf(m, addNumber(m, literal.type(), near).expr.id);
}

}  // namespace mlir_rl::kernel::make
