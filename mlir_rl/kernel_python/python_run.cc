#include "mlir_rl/kernel_python/python_run.h"

namespace mlir_rl::kernel {

Result<nlohmann::json> PythonRunner::ask(const nlohmann::json &request, double seconds) {
  return askObject(process_, "Python (" + place_.python + " " + place_.script + ")", request, seconds);
}

Status PythonRunner::start() {
  if (process_.runs()) return {};
  if (Status started = startPython(process_, place_, {"-B"}); !started) return started;
  Result<nlohmann::json> answer = ask(nlohmann::json::object(), 60);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->contains("numpy") && (*answer)["numpy"].is_string()) return {};
  process_.stop();
  return badEnvironment(place_.python + " has no NumPy, which runs kernels' Python text: install Debian's package " +
                        "python3-numpy, or `" + place_.python + " -m pip install numpy`");
}

Result<std::vector<Buffer>> PythonRunner::run(const TextLaunch &launch, std::vector<Buffer> buffers, double seconds) {
  if (Status started = start(); !started) return tl::unexpected(started.error());
  Result<nlohmann::json> answer = ask(requestOf(launch, buffers), seconds);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->contains("fault"))
    return failed("line " + std::to_string(answer->value("line", 0)) + ": " + answer->value("fault", ""));
  if (answer->contains("error"))
    return badUsage("Python cannot run " + launch.kernel + ": " + answer->value("error", ""));
  if (!takeAnswer(*answer, buffers)) return failed("Python's answer for " + launch.kernel + " has another form");
  return buffers;
}

}  // namespace mlir_rl::kernel
