"""The statements of a function, changed where Python means something else than kernels do:

- literals and constants get their types, i32, f32 and bool, or that of the cast around them;
- / // % ** << >> become calls, as NumPy's have other results;
- what is assigned is copied, as vectors, matrices and structs are values;
- targets such as p.x[0] or a[i].x lead to a part of the whole and not to a copy;
- a[i] += x is one atomic operation;
- a draw of random numbers assigns the new state.

Names that begin with $ are ours; no source has them."""

import ast
import functools
import operator

from . import compounds, scalars, values
from .faults import RETURN, STEP, Fault
from .rand import DRAWS, pcg
from .scalars import INT32, Scalar, typed

OPERATORS = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: compounds.divide,
    ast.FloorDiv: compounds.divide_down, ast.Mod: compounds.modulo_of, ast.Pow: scalars.power,
    ast.LShift: scalars.shift_up, ast.RShift: scalars.shift_down,
    ast.BitAnd: operator.and_, ast.BitOr: operator.or_, ast.BitXor: operator.xor,
}  # fmt: skip
CALLED = (ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.LShift, ast.RShift)
ATOMIC = (ast.Add, ast.Sub, ast.BitAnd, ast.BitOr, ast.BitXor)


def _range(*operands):
    start, stop, step = (0, *operands, 1) if len(operands) == 1 else (*operands, 1)[:3]
    if step == 0:
        raise Fault(STEP)
    return map(INT32, range(int(start), int(stop), int(step)))


def _missing_return():
    raise Fault(RETURN)


def _item(base, index):
    """An element or component that is updated: its value from before, and how to write it."""
    return base[index], functools.partial(base.__setitem__, index)


def _field(base, name):
    return getattr(base, name), functools.partial(setattr, base, name)


def _update(place, change, operand):
    old, write = place
    write(change(old, operand))


OURS = {
    "$copy": values.copy, "$range": _range, "$return": _missing_return, "$pcg": pcg,
    "$item": _item, "$field": _field, "$update": _update,
    **{"$" + kind.__name__: function for kind, function in OPERATORS.items()},
    **{"$" + name: function for name, (_, function) in DRAWS.items()},
}  # fmt: skip


def name_of(id):
    return ast.Name(id, ast.Load())


def call(name, *operands):
    return ast.Call(name_of(name), list(operands), [])


def dotted(node):
    """"a.b" of names and attributes, "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    base = dotted(node.value) if isinstance(node, ast.Attribute) else ""
    return base and base + "." + node.attr


def is_number(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, (bool, int, float))


def is_negative(node):
    """A minus sign before a number: both are one literal."""
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and is_number(node.operand)


class Body(ast.NodeTransformer):
    """The statements of one function."""

    def __init__(self, source):
        self.source = source

    def constant(self, value):
        name = "$" + str(len(self.source.names))
        self.source.names[name] = value
        return name_of(name)

    def visit_Constant(self, node):
        return self.constant(typed(node.value)) if is_number(node) else node

    def visit_UnaryOp(self, node):
        return self.constant(typed(-node.operand.value)) if is_negative(node) else self.generic_visit(node)

    def visit_Attribute(self, node):
        number = self.source.named_number(node)
        return self.generic_visit(node) if number is None else self.constant(typed(number))

    def visit_BinOp(self, node):
        if not isinstance(node.op, CALLED):
            return self.generic_visit(node)
        return call("$" + type(node.op).__name__, self.visit(node.left), self.visit(node.right))

    def visit_Call(self, node):
        name = dotted(node.func)
        called = self.source.lookup(name)
        if isinstance(called, Scalar) and self.source.is_literal(node.args[0]):
            return self.constant(called(self.source.raw(node.args[0])))
        ours = name.partition(".")[2] if name.startswith(self.source.warp + ".") else ""
        if ours == "static":
            return self.constant(self.source.constant(node.args[0]))
        if ours in DRAWS:
            return self.draw(ours, node.args[0], node.args[1:])
        if name == "range":
            node.func = name_of("$range")
        return self.generic_visit(node)

    def draw(self, name, state, bounds):
        def step():
            return ast.NamedExpr(ast.Name(state.id, ast.Store()), call("$pcg", name_of(state.id)))

        return call("$" + name, *map(self.visit, bounds), *(step() for _ in range(DRAWS[name][0])))

    def target(self, node):
        if isinstance(node, ast.Subscript):
            return ast.Subscript(self.place(node.value), self.visit(node.slice), ast.Store())
        if isinstance(node, ast.Attribute):
            return ast.Attribute(self.place(node.value), node.attr, ast.Store())
        return node

    def place(self, node):
        """What is inside a target: no copy."""
        if isinstance(node, ast.Subscript):
            return ast.Call(ast.Attribute(self.place(node.value), "place", ast.Load()), [self.visit(node.slice)], [])
        if isinstance(node, ast.Attribute):
            return ast.Attribute(self.place(node.value), node.attr, ast.Load())
        return node

    def visit_Assign(self, node):
        if isinstance(node.value, ast.Tuple):
            node.value.elts = [call("$copy", self.visit(value)) for value in node.value.elts]
        else:
            node.value = call("$copy", self.visit(node.value))
        node.targets = [self.target(target) for target in node.targets]
        return node

    def visit_AugAssign(self, node):
        function, operand, target = name_of("$" + type(node.op).__name__), self.visit(node.value), node.target
        if isinstance(target, ast.Name):
            return ast.Assign([target], ast.Call(function, [name_of(target.id), operand], []))
        base = self.place(target.value)
        if isinstance(target, ast.Attribute):
            return ast.Expr(call("$update", call("$field", base, ast.Constant(target.attr)), function, operand))
        index = self.visit(target.slice)
        if not isinstance(node.op, ATOMIC):
            return ast.Expr(call("$update", call("$item", base, index), function, operand))
        return ast.Expr(ast.Call(ast.Attribute(base, "update", ast.Load()), [index, function, operand], []))

    def visit_Assert(self, node):
        return ast.Assert(self.visit(node.test), None)
