#!/usr/bin/env bash
# One training run with sizes from the machine (candidates that divide extents and fit vectors and caches) and one with
# a fixed list of sizes, as the field's system has it; everything else alike. About 15 minutes each on two cores. Started
# again, it goes on. docs/experiments/sizes.md says what came out.
# Usage: ablate-sizes.sh MLIR_RL [FOLDER]
set -euo pipefail
mlir_rl=$1
folder=${2:-results/sizes}
cd "$(dirname "$0")/.."

"$mlir_rl" generate --num-samples 200 --validation-samples 0 --test-samples 60 --max-seconds 0.1 --max-memory 32 -o "$folder/programs" --quiet
for sizes in machine fixed; do
  if [ -d "$folder/$sizes/run_1" ]; then
    "$mlir_rl" train --resume "$folder/$sizes/run_1"
  else
    "$mlir_rl" train configs/default.json --benchmarks-folder-path "$folder/programs/train" --sizes "$sizes" \
      --imitation-episodes 12 --nb-iterations 16 --eval-every 4 --results-dir "$folder/$sizes"
  fi
  "$mlir_rl" evaluate "$folder/programs/test" benchmarks/ops --policy "$folder/$sizes/run_1" --trials 0 -o "$folder/evaluation.jsonl"
done
