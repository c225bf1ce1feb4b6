"""From a source to functions that CPython runs."""

import ast
import copy
import math

from . import values
from .compounds import CompoundType
from .body import OURS, Body, call, dotted, is_negative, is_number
from .names import NUMBERS, PYTHON, WARP
from .scalars import Scalar, typed


class Function:
    """All overloads of one name. Arguments are copies."""

    def __init__(self):
        self.overloads = []  # (types, function)

    def __call__(self, *operands):
        operands = [values.copy(operand) for operand in operands]
        if len(self.overloads) == 1:
            return self.overloads[0][1](*operands)
        types = [values.type_of(operand) for operand in operands]
        return next(function for known, function in self.overloads if known == types)(*operands)


class Kernel:
    def __init__(self, types, function):
        self.types, self.function = types, function


class Source:
    """Everything that a source defines: `kernels` by name, and `names`, the globals of its functions."""

    def __init__(self, source):
        self.names = {**PYTHON, **OURS}
        self.numbers = {}  # constants as Python has them, before they are rounded to a type
        self.kernels = {}
        self.warp = self.math = ""
        for node in ast.parse(source).body:
            getattr(self, "read_" + type(node).__name__)(node)

    def read_Import(self, node):
        for name in node.names:
            setattr(self, name.name, name.asname or name.name)
        self.names[self.warp or "$warp"] = WARP

    def read_Expr(self, node):
        """The docstring."""

    def read_Assign(self, node):
        name, value = node.targets[0].id, node.value
        if isinstance(value, ast.Call) and dotted(value.func) == self.warp + ".constant":
            value = value.args[0]
        kind = self.type_of(value)
        if kind is not None:
            self.names[name] = kind
            return
        self.names[name] = self.constant(value)
        self.numbers[name] = self.raw(value.args[0] if isinstance(value, ast.Call) else value)

    def read_ClassDef(self, node):
        lines = [line for line in node.body if isinstance(line, ast.AnnAssign)]
        fields = {line.target.id: self.evaluate(line.annotation) for line in lines}
        self.names[node.name] = values.StructType(node.name, fields)

    def read_FunctionDef(self, node):
        types = [self.evaluate(argument.annotation) for argument in node.args.args]
        function = self.function(node)
        if any(dotted(getattr(d, "func", d)) == self.warp + ".kernel" for d in node.decorator_list):
            self.kernels[node.name] = Kernel(types, function)
            return
        if not isinstance(self.names.get(node.name), Function):
            self.names[node.name] = Function()
        self.names[node.name].overloads.append((types, function))

    def function(self, node):
        made = copy.deepcopy(node)
        made.decorator_list, made.returns = [], None
        for argument in made.args.args:
            argument.annotation = None
        if any(isinstance(part, ast.Return) and part.value for part in ast.walk(node)):  # has results
            made.body.append(ast.copy_location(ast.Expr(call("$return")), node))
        made = ast.fix_missing_locations(Body(self).generic_visit(made))
        own = {}
        exec(compile(ast.Module([made], []), "<kernel>", "exec"), self.names, own)
        return own[node.name]

    def evaluate(self, node):
        return eval(compile(ast.Expression(node), "<kernel>", "eval"), self.names)

    def lookup(self, dotted):
        """What a name of the module or of wp stands for, None when it is neither."""
        first, _, rest = dotted.partition(".")
        found = self.names.get(first)
        for part in rest.split(".") if rest else ():
            found = getattr(found, part, None)
        return found

    def type_of(self, node):
        """The type that a node of the module's level names."""
        name = dotted(node.func) if isinstance(node, ast.Call) else dotted(node)
        makes = name in (self.warp + ".types.vector", self.warp + ".types.matrix")
        kinds = (Scalar, CompoundType, values.StructType)
        found = self.evaluate(node) if makes else None if isinstance(node, ast.Call) else self.lookup(name)
        return found if isinstance(found, kinds) else None

    def named_number(self, node):
        """wp.pi, math.pi and the like; None for another attribute."""
        of_ours = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        return NUMBERS.get(node.attr) if of_ours and node.value.id in (self.warp, self.math) else None

    def is_literal(self, node):
        """What a cast takes with all its digits, and not as an i32 or f32."""
        return is_number(node) or is_negative(node) or self.named_number(node) is not None

    def raw(self, node):
        """What Python computes from numbers, constants and wp.pi and the like."""
        names = {**self.numbers, self.warp: WARP, self.math: math}
        return eval(compile(ast.Expression(node), "<kernel>", "eval"), {"__builtins__": {}}, names)

    def constant(self, node):
        """The same with its type: that of the cast around it, or its own."""
        cast = self.lookup(dotted(node.func)) if isinstance(node, ast.Call) else typed
        return cast(self.raw(node.args[0] if isinstance(node, ast.Call) else node))
