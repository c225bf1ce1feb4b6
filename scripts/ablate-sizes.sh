#!/usr/bin/env bash
# Short training runs, about 15 minutes each on two cores: sizes from the machine (candidates that divide extents and
# fit vectors and caches) against a fixed list of sizes, as the field's system has it, everything else alike; then two
# more seeds of the first, for the spread. Started again, it goes on. docs/experiments/sizes.md says what came out.
# Usage: ablate-sizes.sh MLIR_RL [FOLDER [RUN...]], RUN being SIZES-SEED
set -euo pipefail
mlir_rl=$1
folder=${2:-results/sizes}
runs=("${@:3}")
[ ${#runs[@]} -gt 0 ] || runs=(machine-1 fixed-1 machine-2 machine-3)
cd "$(dirname "$0")/.."

"$mlir_rl" generate --num-samples 200 --validation-samples 20 --test-samples 60 --max-seconds 0.1 --max-memory 32 -o "$folder/programs" --quiet
for run in "${runs[@]}"; do
  if [ -d "$folder/$run/run_1" ]; then
    "$mlir_rl" train --resume "$folder/$run/run_1"
  else
    "$mlir_rl" train configs/default.json --benchmarks-folder-path "$folder/programs/train" --sizes "${run%-*}" \
      --seed "${run#*-}" --imitation-episodes 12 --nb-iterations 16 --eval-every 4 --results-dir "$folder/$run"
  fi
  "$mlir_rl" evaluate "$folder/programs/test" benchmarks/ops --policy "$folder/$run/run_1" --trials 0 -o "$folder/evaluation-$run.jsonl"
done
