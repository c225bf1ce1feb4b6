#!/usr/bin/env bash
# Trains the policy that comes with mlir-rl and puts it where the build finds it. Started again, it goes on.
# Usage: train-policy.sh MLIR_RL [FOLDER]
set -euo pipefail
mlir_rl=$1
folder=${2:-results/policy}
cd "$(dirname "$0")/.."

"$mlir_rl" generate --num-samples 600 --validation-samples 0 --test-samples 60 --max-seconds 0.1 --max-memory 32 -o "$folder/programs" --quiet
"$mlir_rl" generate --num-samples 150 --validation-samples 0 --test-samples 0 --max-seconds 1 --max-memory 64 --seed 1000 \
  --operations matmul,batch_matmul,conv2d,conv2d_nhwc,conv2d_grouped,conv2d_depthwise,conv_block,chain_image,chain_matrix,residual,attention \
  -o "$folder/large" --quiet
mkdir -p "$folder/train"
cp "$folder"/programs/train/*.mlir "$folder"/large/train/*.mlir "$folder/train"
if [ -d "$folder/run_1" ]; then
  "$mlir_rl" train --resume "$folder/run_1"
else
  "$mlir_rl" train configs/default.json --benchmarks-folder-path "$folder/train" --results-dir "$folder"
fi
cp "$folder/run_1/best.safetensors" data/policy/default.safetensors
echo "train-policy: data/policy/default.safetensors is new; build again, then: mlir-rl evaluate $folder/programs/test --policy default"
