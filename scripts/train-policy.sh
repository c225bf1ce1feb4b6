#!/usr/bin/env bash
# Trains the policy that comes with mlir-rl and puts it where the build finds it. Started again, it goes on.
# Usage: train-policy.sh MLIR_RL [FOLDER]
set -euo pipefail
mlir_rl=$1
folder=${2:-results/policy}
cd "$(dirname "$0")/.."

"$mlir_rl" generate --num-samples 600 --validation-samples 0 --test-samples 60 --max-seconds 0.1 --max-memory 32 -o "$folder/programs" --quiet
if [ -d "$folder/run_1" ]; then
  "$mlir_rl" train --resume "$folder/run_1"
else
  "$mlir_rl" train configs/default.json --benchmarks-folder-path "$folder/programs/train" --results-dir "$folder"
fi
cp "$folder/run_1/best.safetensors" data/policy/default.safetensors
echo "train-policy: data/policy/default.safetensors is new; build again, then: mlir-rl evaluate $folder/programs/test --policy default"
