"""Results as a Markdown table and as plain values for JSON."""

from peers import agreement, rounds
from peers.runtimes import TITLES

PYTORCH = ("pytorch", "pytorch-out")


def _quickest(timed, names):
    """The runtime among `names` with the lowest median, or None."""
    measured = [name for name in names if name in timed and timed[name].status == "measured"]
    return min(measured, key=lambda name: rounds.quartiles(timed[name].samples)["median"], default=None)


def _runtime_values(name, timed, reference):
    own = timed[name]
    values = {"status": own.status, "version": own.version}
    if own.why:
        values["why"] = own.why
    if own.status != "measured":
        return values
    values |= {"calls_a_round": own.calls, "seconds": rounds.quartiles(own.samples), "fastest_call": own.fastest}
    values["samples"] = own.samples
    if reference and name != reference:
        values["largest_error"] = agreement.largest_error(own.outputs, timed[reference].outputs)
    if name != "ours" and "ours" in timed and timed["ours"].status == "measured":
        values["ratio_to_ours"] = rounds.paired_ratio(own, timed["ours"])
    return values


def program_values(name, timed, optimize_report):
    """One entry of the JSON report. Outputs are compared with ours, or with the first runtime that was measured."""
    reference = next((runtime for runtime in timed if timed[runtime].status == "measured"), None)
    peers = [runtime for runtime in timed if runtime != "ours"]
    return {
        "name": name,
        "runtimes": {runtime: _runtime_values(runtime, timed, reference) for runtime in timed},
        "reference": reference,
        "quickest_pytorch": _quickest(timed, PYTORCH),
        "best_peer": _quickest(timed, peers),
        "optimize": optimize_report,
    }


def disagreements(values):
    """["conv: iree differs from ours by 0.3", ...]"""
    return [
        f"{values['name']}: {runtime} differs from {values['reference']} by {own['largest_error']:.1e}"
        for runtime, own in values["runtimes"].items()
        if own.get("largest_error", 0) > agreement.TOLERANCE
    ]


def _time_cell(own):
    if own["status"] != "measured":
        return {"not offered": "—"}.get(own["status"], own["status"])
    seconds = own["seconds"]
    low, mid, high = (f"{seconds[key] * 1e6:.0f}" for key in ("q1", "median", "q3"))
    wrong = " **differs**" if own.get("largest_error", 0) > agreement.TOLERANCE else ""
    return f"{mid} [{low}–{high}]{wrong}"


def _ratio_cell(values, runtime):
    ratio = values["runtimes"].get(runtime, {}).get("ratio_to_ours")
    if not ratio:
        return "—"
    return f"{ratio['median']:.2f} [{ratio['q1']:.2f}–{ratio['q3']:.2f}]"


def markdown(programs, runtimes):
    """One row a program. Microseconds: median [first–third quartile] of the rounds."""
    titles = ["program", *(TITLES[name] for name in runtimes), "PyTorch / ours", "best peer / ours", "best peer"]
    lines = ["| " + " | ".join(titles) + " |", "| --- " * len(titles) + "|"]
    for values in programs:
        cells = [values["name"], *(_time_cell(values["runtimes"][name]) for name in runtimes)]
        cells += [_ratio_cell(values, values["quickest_pytorch"]), _ratio_cell(values, values["best_peer"])]
        cells.append(TITLES.get(values["best_peer"], "—"))
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def footnotes(programs):
    """Why something was not measured, once for each reason."""
    notes = []
    for values in programs:
        for name, own in values["runtimes"].items():
            note = f"{TITLES[name]}: {own['status']}: {own.get('why', '')}"
            if own["status"] == "failed":
                note = f"{values['name']}, {note}"
            if own["status"] in ("failed", "not installed") and note not in notes:
                notes.append(note)
    return notes
