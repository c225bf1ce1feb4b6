import warp as wp


@wp.struct
class AgentState:
    account: wp.float32
    weight: wp.float32


@wp.func
def bias(cell: AgentState):
    term = cell.account
    return term + cell.account * term


@wp.kernel
def update_agents_agent(
    station: wp.array(dtype=AgentState),
    out: wp.array(dtype=wp.float32),
    report: wp.array(dtype=wp.float32),
):
    cell = wp.tid()
    total = station[cell]
    account = bias(total)
    wp.atomic_sub(out, cell, -(total.account + 10.0))
    report[cell] = account
