#pragma once

/// \file
/// What a container or a batch system lets this process use.

#include <cstdint>
#include <filesystem>

namespace mlir_rl {

/// CPUs' worth of time a second this process may use (cgroup quota / period, the tightest of its ancestors);
/// 0 when there is no limit. `root` is where /proc and /sys hang: another folder in tests.
double cpuQuota(const std::filesystem::path &root = "/");

/// Bytes this process can still allocate: the system's MemAvailable, or less where the cgroup allows less.
/// 0 when the system does not say.
int64_t availableMemory(const std::filesystem::path &root = "/");

}  // namespace mlir_rl
