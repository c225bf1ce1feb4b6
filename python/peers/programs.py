"""What programs are in PyTorch: those that say so in their head (torch_text.py), and by name those of
benchmarks/{ops,layers,nets}. Imports torch: only for child processes.

`out`, where PyTorch has such a form, writes into tensors that exist already, as our own code does."""

from dataclasses import dataclass
from typing import Callable, Optional

import torch
from torch import nn
from torch.nn import functional as F

from peers import torch_text
from peers.mlir_text import Weights, read_constants
from peers.runtimes import NotOffered


@dataclass(frozen=True)
class Program:
    module: Callable  # () -> nn.Module, weights not yet set
    out: Optional[Callable] = None  # (*inputs, output) -> writes output
    order: Optional[list] = None  # names of the modules in the order of use, where it is not that of definition


class One(nn.Module):
    """A function of one tensor as a module."""

    def __init__(self, function):
        super().__init__()
        self.function = function

    def forward(self, x):
        return self.function(x)


class Two(One):
    def forward(self, x, y):
        return self.function(x, y)


class Written(One):
    """The function that stands in a file's head. The program's constants are parameters, so that whoever compiles the
    module may pack them."""

    def __init__(self, function, constants):
        super().__init__(function)
        self.names = list(constants)
        for name, values in constants.items():
            setattr(self, name, nn.Parameter(torch.from_numpy(values.copy()), requires_grad=False))

    def forward(self, *inputs):
        return self.function(*inputs, **{name: getattr(self, name) for name in self.names})


def _one(function, out=None):
    return Program(lambda: One(function), out)


def _two(function, out=None):
    return Program(lambda: Two(function), out)


def _matmul():
    return _two(torch.mm, lambda a, b, o: torch.mm(a, b, out=o))


def _conv(stride=1, padding=0, groups=1):
    def out(x, w, o):
        aten = torch.ops.aten.convolution.out
        aten(x, w, None, [stride] * 2, [padding] * 2, [1, 1], False, [0, 0], groups, out=o)

    return _two(lambda x, w: F.conv2d(x, w, stride=stride, padding=padding, groups=groups), out)


def _max_pool():
    def function(x):
        return F.max_pool2d(x, 3, stride=2, padding=1)

    indices = []  # PyTorch's form with out= wants a place for the positions too

    def out(x, o):
        if not indices:
            indices.append(torch.empty(o.shape, dtype=torch.int64))
        torch.ops.aten.max_pool2d_with_indices.out(x, [3, 3], [2, 2], [1, 1], [1, 1], False, out=o, indices=indices[0])

    return _one(function, out)


def _conv_bn(inputs, outputs, kernel, activation, **options):
    conv = lambda: nn.Conv2d(inputs, outputs, kernel, bias=False, **options)
    return Program(lambda: nn.Sequential(conv(), nn.BatchNorm2d(outputs), activation()))


class Residual(nn.Module):
    """relu(x + two convolutions with batch norm), 16 channels."""

    def __init__(self):
        super().__init__()
        self.conv1, self.norm1 = nn.Conv2d(16, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16)
        self.conv2, self.norm2 = nn.Conv2d(16, 16, 3, padding=1, bias=False), nn.BatchNorm2d(16)

    def forward(self, x):
        y = torch.relu(self.norm1(self.conv1(x)))
        return torch.relu(x + self.norm2(self.conv2(y)))


def _cnn():
    first = [nn.Conv2d(3, 16, 3, padding=1), nn.BatchNorm2d(16), nn.ReLU(), nn.MaxPool2d(2)]
    second = [nn.Conv2d(16, 32, 3, padding=1), nn.ReLU(), nn.AvgPool2d(2)]
    return nn.Sequential(*first, *second, nn.Flatten(), nn.Linear(32 * 8 * 8, 10))


def _mlp():
    layers = [nn.Linear(64, 128), nn.ReLU(), nn.Linear(128, 128), nn.GELU(), nn.Linear(128, 10), nn.Softmax(-1)]
    return nn.Sequential(*layers)


def _encoder():
    return nn.TransformerEncoderLayer(64, 4, 128, batch_first=True, activation="gelu")


PROGRAMS = {
    "matmul_512": _matmul(),
    "matmul_1024": _matmul(),
    "matmul_bert_ffn": _matmul(),
    "matmul_skinny": _matmul(),
    "matmul_odd": _matmul(),
    "conv_56_64_3x3": _conv(padding=1),
    "conv_28_128_3x3": _conv(padding=1),
    "conv_14_256_3x3": _conv(padding=1),
    "conv_7_512_3x3": _conv(padding=1),
    "conv_56_64_1x1": _conv(),
    "conv_224_7x7s2": _conv(stride=2, padding=3),
    "dwconv_56_144": _conv(padding=1, groups=144),
    "maxpool_112_64": _max_pool(),
    "avgpool_56_64": _one(lambda x: F.avg_pool2d(x, 2), lambda x, o: torch._C._nn.avg_pool2d(x, 2, out=o)),
    "add_1m": _two(torch.add, lambda a, b, o: torch.add(a, b, out=o)),
    "mul_1m": _two(torch.mul, lambda a, b, o: torch.mul(a, b, out=o)),
    "max_1m": _two(torch.maximum, lambda a, b, o: torch.maximum(a, b, out=o)),
    "relu_1m": _one(torch.relu, lambda x, o: torch.clamp(x, min=0, out=o)),
    "transpose_1024": _one(lambda x: x.t().contiguous(), lambda x, o: o.copy_(x.t())),
    "softmax_attn": _one(lambda x: torch.softmax(x, -1), lambda x, o: torch.softmax(x, -1, out=o)),
    "conv_bn_relu_56_64": _conv_bn(64, 64, 3, nn.ReLU, padding=1),
    "conv_s2_bn_relu_56_128": _conv_bn(64, 128, 3, nn.ReLU, stride=2, padding=1),
    "conv1x1_bn_relu6_56_144": _conv_bn(24, 144, 1, nn.ReLU6),
    "dwconv_bn_relu6_56_144": _conv_bn(144, 144, 3, nn.ReLU6, padding=1, groups=144),
    "linear_gelu_512": Program(lambda: nn.Sequential(nn.Linear(512, 512), nn.GELU())),
    "cnn_small": Program(_cnn),
    "mlp_small": Program(_mlp),
    "encoder_small": Program(
        _encoder,
        order=["self_attn", "self_attn.out_proj", "norm1", "linear1", "linear2", "norm2"],
    ),
    "residual_block": Program(Residual),
}

# The order in which one module's tensors are used: torch-mlir's batch norm subtracts the mean first.
_USE = ["running_mean", "running_var", "in_proj_weight", "in_proj_bias", "weight", "bias"]


def _load(module, order, weights):
    modules = dict(module.named_modules())
    with torch.no_grad():
        for name in order or modules:
            own = dict(modules[name].named_parameters(recurse=False)) | dict(modules[name].named_buffers(recurse=False))
            for key in _USE:
                if own.get(key) is not None:
                    own[key].copy_(torch.from_numpy(weights.take(own[key].shape).copy()))
    weights.finish()


def build(name, path):
    """The module of program `name` in evaluation mode, with the weights that the .mlir file at `path` holds; a file
    that says in its head what it is needs no entry here."""
    if function := torch_text.read_function(path, {"torch": torch, "F": F}):
        return Written(function, read_constants(path)).eval()
    if name not in PROGRAMS:
        raise NotOffered("the file does not say what it is in PyTorch")
    program = PROGRAMS[name]
    module = program.module().eval()
    _load(module, program.order, Weights(path))
    return module
