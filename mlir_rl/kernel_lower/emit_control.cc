// Emitting branches and loops.

#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir_rl/kernel_lower/emitter.h"
#include "mlir_rl/kernel_lower/structured.h"

namespace mlir_rl::kernel::lowering {

namespace scf = mlir::scf;

llvm::SmallVector<Value> FunctionEmitter::gather(const Variables &variables) {
  llvm::SmallVector<Value> values;
  for (unsigned id : variables.set_bits()) {
    Parts parts = variable(int(id));
    values.append(parts.begin(), parts.end());
  }
  return values;
}

void FunctionEmitter::scatter(const Variables &variables, mlir::ValueRange values) {
  auto next = values.begin();
  for (unsigned id : variables.set_bits())
    for (Value &part : variables_[id]) part = *next++;
}

void FunctionEmitter::nameArguments(const Variables &variables, llvm::ArrayRef<mlir::BlockArgument> arguments) {
  for (unsigned id : variables.set_bits())
    for (size_t i = 0; i < variables_[id].size(); ++i) {
      mlir::BlockArgument argument = arguments.front();
      argument.setLoc(ops_.named(function_.variables[id].name));
      arguments = arguments.drop_front();
    }
}

/// Those that are the only result of an operation.
void FunctionEmitter::nameValues(const Variables &variables) {
  for (unsigned id : variables.set_bits())
    if (variables_[id].size() == 1) ops_.name(variables_[id][0], function_.variables[id].name);
}

/// Assigns a value that cannot fault and that nobody reads.
bool FunctionEmitter::isDead(const Stmt &stmt) const {
  if (stmt.kind != StmtKind::assign || stmt.targets.size() != 1) return false;
  int id = assignedVariable(stmt.targets[0]);
  return id >= 0 && !live_.after(stmt)[unsigned(id)] && stmt.values[0].kind == ExprKind::literal &&
         stmt.targets[0].kind == ExprKind::variable;
}

bool FunctionEmitter::emitsNothing(const std::vector<Stmt> &body) const {
  return llvm::all_of(body, [&](const Stmt &stmt) {
    bool gives = stmt.kind == StmtKind::giveBack && stmt.values.empty();
    return stmt.kind == StmtKind::pass || gives || isDead(stmt);
  });
}

Parts FunctionEmitter::either(Value condition, const Variables &changed, mlir::TypeRange types,
                              llvm::function_ref<Parts()> then, llvm::function_ref<Parts()> otherwise) {
  llvm::SmallVector<Value> before = gather(changed);
  llvm::SmallVector<mlir::Type> all(types);
  for (Value value : before) all.push_back(value.getType());
  std::vector<Parts> variables = variables_;
  auto choice = ops_.make<scf::IfOp>(all, condition, /*addThenBlock=*/true, /*addElseBlock=*/bool(otherwise));
  mlir::OpBuilder::InsertionGuard guard(ops_.builder);
  auto side = [&](mlir::Block *block, llvm::function_ref<Parts()> emit) {
    variables_ = variables;
    ops_.builder.setInsertionPointToEnd(block);
    llvm::SmallVector<Value> gives(emit());
    gives.append(gather(changed));
    ops_.make<scf::YieldOp>(gives);
  };
  side(choice.thenBlock(), then);
  if (otherwise) side(choice.elseBlock(), otherwise);
  variables_ = std::move(variables);
  mlir::ValueRange results = choice.getResults();
  scatter(changed, results.drop_front(types.size()));
  results = results.take_front(types.size());
  return Parts(results.begin(), results.end());
}

bool FunctionEmitter::onlySets(const std::vector<Stmt> &body) const {
  return llvm::all_of(body, [](const Stmt &stmt) {
    return stmt.kind == StmtKind::pass || (stmt.kind == StmtKind::assign && stmt.targets.size() == 1 &&
                                           stmt.targets[0].kind == ExprKind::variable && isTrivial(stmt.values[0]));
  });
}

/// Of sides that only set variables to literals or other variables: the values are chosen.
void FunctionEmitter::chooseValues(const Stmt &stmt, Value condition, const Variables &changed) {
  std::vector<Parts> before = variables_;
  statements(stmt.body);
  llvm::SmallVector<Value> then = gather(changed);
  variables_ = before;
  statements(stmt.otherwise);
  llvm::SmallVector<Value> chosen;
  for (auto [yes, no] : llvm::zip_equal(then, gather(changed)))
    chosen.push_back(yes == no ? yes : ops_.select(condition, yes, no));
  variables_ = std::move(before);
  for (unsigned id : changed.set_bits()) (void)variable(int(id));
  scatter(changed, chosen);
  nameValues(changed);
}

void FunctionEmitter::branch(const Stmt &stmt) {
  Variables changed(static_cast<unsigned>(function_.variables.size()));
  addAssigned(stmt.body, changed);
  addAssigned(stmt.otherwise, changed);
  changed &= live_.after(stmt);
  bool noThen = emitsNothing(stmt.body), noElse = emitsNothing(stmt.otherwise);
  if (noThen && noElse && changed.none()) return void(value(stmt.values[0]));
  if (onlySets(stmt.body) && onlySets(stmt.otherwise)) return chooseValues(stmt, single(stmt.values[0]), changed);
  bool turned = noThen && changed.none();
  Value condition = single(turned ? negated(stmt.values[0]) : stmt.values[0]);
  auto side = [&](const std::vector<Stmt> &body) {
    return [this, &body] {
      statements(body);
      return Parts();
    };
  };
  auto then = side(turned ? stmt.otherwise : stmt.body), otherwise = side(turned ? stmt.body : stmt.otherwise);
  bool hasElse = !turned && (!noElse || changed.any());
  either(condition, changed, {}, then, hasElse ? llvm::function_ref<Parts()>(otherwise) : nullptr);
  nameValues(changed);
}

void FunctionEmitter::whileLoop(const Stmt &stmt) {
  Variables carried = live_.carried(stmt);
  llvm::SmallVector<Value> before = gather(carried);
  auto types = llvm::to_vector(mlir::ValueRange(before).getTypes());
  std::vector<Parts> variables = variables_;
  auto loop = ops_.make<scf::WhileOp>(types, before);
  mlir::OpBuilder::InsertionGuard guard(ops_.builder);
  llvm::SmallVector<mlir::Location> locs(before.size(), ops_.loc());
  auto enter = [&](mlir::Region &region) {
    mlir::Block *block = ops_.builder.createBlock(&region, region.end(), types, locs);
    scatter(carried, block->getArguments());
    nameArguments(carried, block->getArguments());
  };
  enter(loop.getBefore());
  Value condition = single(stmt.values[0]);
  ops_.make<scf::ConditionOp>(condition, gather(carried));
  enter(loop.getAfter());
  statements(stmt.body);
  ops_.make<scf::YieldOp>(gather(carried));
  variables_ = std::move(variables);
  scatter(carried, loop.getResults());
  nameValues(carried);
}

namespace {

/// How an scf.for runs through a range: it only rises, so the others count the distance from the start.
struct Count {
  Value from, to, by;
  enum Way : uint8_t { itself, down, eitherWay } way = itself;
  Value start = {}, rises = {};
};

Count countOf(Ops &ops, Value start, Value stop, Value step, const Literal *fixed) {
  if (fixed && fixed->integer > 0) return {start, stop, step};
  Value zero = ops.i32(0);
  if (fixed) {
    Value distance = stop == zero ? start : ops.subtract(Scalar::i32, start, stop);
    return {zero, distance, ops.i32(-fixed->integer), Count::down, start};
  }
  Value rises = ops.compare(Scalar::i32, Relation::greater, step, zero);
  Value up = ops.subtract(Scalar::i32, stop, start), down = ops.subtract(Scalar::i32, start, stop);
  Value size = ops.select(rises, step, ops.negate(Scalar::i32, step));
  return {zero, ops.select(rises, up, down), size, Count::eitherWay, start, rises};
}

Value valueAt(Ops &ops, const Count &count, Value at) {
  if (count.way == Count::itself) return at;
  Value down = ops.subtract(Scalar::i32, count.start, at);
  if (count.way == Count::down) return down;
  return ops.select(count.rises, ops.add(Scalar::i32, count.start, at), down);
}

}  // namespace

void FunctionEmitter::forLoop(const Stmt &stmt) {
  Value start = single(stmt.values[0]), stop = single(stmt.values[1]), step = single(stmt.values[2]);
  Count count = countOf(ops_, start, stop, step, literalValue(stmt.values[2], unit_.module));
  Variables carried = live_.carried(stmt);
  llvm::SmallVector<Value> before = gather(carried);
  std::vector<Parts> variables = variables_;
  auto loop = ops_.make<scf::ForOp>(count.from, count.to, count.by, before);
  mlir::OpBuilder::InsertionGuard guard(ops_.builder);
  size_t id = size_t(stmt.targets[0].id);
  loop.getInductionVar().setLoc(count.way == Count::itself ? ops_.named(function_.variables[id].name)
                                                           : ops_.named("k"));
  scatter(carried, loop.getRegionIterArgs());
  nameArguments(carried, loop.getRegionIterArgs());
  ops_.builder.setInsertionPointToStart(loop.getBody());
  variables_[id] = {valueAt(ops_, count, loop.getInductionVar())};
  ops_.name(variables_[id][0], function_.variables[id].name);
  statements(stmt.body);
  if (carried.any()) ops_.make<scf::YieldOp>(gather(carried));
  variables_ = std::move(variables);
  scatter(carried, loop.getResults());
  nameValues(carried);
}

}  // namespace mlir_rl::kernel::lowering
