// mlir-rl-worker: measures candidates for mlir-rl over JSON lines on standard input and output (docs/measuring.md).

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <string>

#include "server.h"

using namespace mlir_rl;

static int usage() {
  std::fprintf(stderr, "usage: mlir-rl-worker [--core N] [--token PATH] [--allow-faults]\n");
  return 2;
}

int main(int argc, char **argv) {
  WorkerSettings settings;
  for (int i = 1; i < argc; ++i) {
    std::string flag = argv[i];
    if (flag == "--allow-faults")
      settings.allowFaults = true;
    else if (flag == "--core" && i + 1 < argc)
      settings.core = std::atoi(argv[++i]);
    else if (flag == "--token" && i + 1 < argc)
      settings.tokenPath = argv[++i];
    else
      return usage();
  }
  signal(SIGPIPE, SIG_IGN);
  // For libomp, which reads them when a candidate first forks threads: or two of them may wake on one core.
  setenv("OMP_PROC_BIND", "true", 0);
  setenv("OMP_PLACES", "cores", 0);
  try {
    Status served = serve(0, 1, settings);
    if (served) return 0;
    std::fprintf(stderr, "mlir-rl-worker: %s\n", served.error().message.c_str());
    return int(served.error().kind);
  } catch (const std::exception &error) {
    std::fprintf(stderr, "mlir-rl-worker: %s\n", error.what());
    return 1;
  }
}
