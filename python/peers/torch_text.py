"""The function in Python that a generated program has at its head, in comments:

    // PyTorch:
    //   def main(arg0, arg1):
    //       v2 = torch.mm(arg0, arg1)
    //       return v2.contiguous()

Arguments named weight0, weight1, ... are constants of the program (mlir_text.read_constants)."""

from pathlib import Path

HEAD = "// PyTorch:"
INDENT = "//   "


def read_source(path):
    """The Python text, or None when the file has none."""
    lines = Path(path).read_text().splitlines()
    if not lines or lines[0] != HEAD:
        return None
    own = []
    for line in lines[1:]:
        if not line.startswith(INDENT):
            break
        own.append(line[len(INDENT) :])
    return "\n".join(own)


def body_of(path):
    """The lines between `def` and `return`, or None."""
    source = read_source(path)
    return None if source is None else [line.strip() for line in source.splitlines()[1:-1]]


def read_function(path, names):
    """The function, or None; `names` are what its text may use. It runs as a program does: read only files that you
    would run."""
    source = read_source(path)
    if source is None:
        return None
    scope = dict(names)
    exec(compile(source, str(path), "exec"), scope)
    return scope["main"]
