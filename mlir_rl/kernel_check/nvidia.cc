#include "mlir_rl/kernel_check/nvidia.h"

namespace mlir_rl::kernel {

Result<nlohmann::json> NvidiaTools::ask(const nlohmann::json &request, double seconds) {
  if (!process_.runs())
    if (Status started = startPython(process_, place_, {"-S", "-B"}); !started) return tl::unexpected(started.error());
  Result<nlohmann::json> answer = process_.ask(request, seconds);
  if (answer && answer->is_object()) return answer;
  process_.stop();
  std::string why = answer ? "its answer has another form" : answer.error().message;
  return failed("NVIDIA's tools (" + place_.python + " " + place_.script + "): " + why);
}

Result<NvidiaVersions> NvidiaTools::versions() {
  Result<nlohmann::json> answer = ask(nlohmann::json::object(), 60);
  // Nothing was asked of the tools yet, so what ends the process is how it was started.
  if (!answer) return badEnvironment(answer.error().message);
  auto version = [&](const char *tool) {
    auto found = answer->find(tool);
    return found != answer->end() && found->is_string() ? found->get<std::string>() : std::string();
  };
  return NvidiaVersions{version("nvrtc"), version("ptxas")};
}

Result<Verdict> NvidiaTools::check(const char *kind, const char *package, const std::string &text,
                                   const std::string &arch, double seconds) {
  int64_t id = asked_++;
  Result<nlohmann::json> answer = ask({{"id", id}, {"kind", kind}, {"text", text}, {"arch", arch}}, seconds);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->value("missing", false))
    return badEnvironment(std::string("NVIDIA's compiler of ") + kind + " is not there for " + place_.python +
                          ": install it with `" + place_.python + " -m pip install " + package + "`");
  if (answer->value("id", int64_t(-1)) != id || !answer->contains("ok"))
    return failed("NVIDIA's tools gave an answer of another form");
  return Verdict{answer->value("ok", false), answer->value("log", "")};
}

Result<Verdict> NvidiaTools::compileCuda(const std::string &text, const std::string &arch, double seconds) {
  return check("cuda", "nvidia-cuda-nvrtc nvidia-cuda-runtime", text, arch, seconds);
}

Result<Verdict> NvidiaTools::assemblePtx(const std::string &text, const std::string &arch, double seconds) {
  return check("ptx", "nvidia-cuda-nvcc", text, arch, seconds);
}

}  // namespace mlir_rl::kernel
