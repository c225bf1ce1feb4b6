#include "mlir_rl/kernel_warp/warp_run.h"

namespace mlir_rl::kernel {

Result<nlohmann::json> WarpRunner::ask(const nlohmann::json &request, double seconds) {
  return askObject(process_, "Warp (" + place_.python + " " + place_.script + ")", request, seconds);
}

Status WarpRunner::start() {
  if (process_.runs()) return {};
  if (!folder_) {
    Result<OwnFolder> made = OwnFolder::make(parent_);
    if (!made) return tl::unexpected(made.error());
    folder_.emplace(*std::move(made));
  }
  if (Status started = startPython(process_, place_, {"-B"}); !started) return started;
  Result<nlohmann::json> answer = ask({{"folder", folder_->path()}}, 120);
  if (!answer) return tl::unexpected(answer.error());
  if (auto found = answer->find("warp"); found != answer->end() && found->is_string()) {
    version_ = found->get<std::string>();
    return {};
  }
  process_.stop();
  return badEnvironment(place_.python +
                        " has no Warp, with which kernels are checked: `make kernel-tools` installs it " +
                        "into .venv-kernels, or `" + place_.python + " -m pip install warp-lang`");
}

Result<nlohmann::json> WarpRunner::serve(const std::string &what, const nlohmann::json &request, double seconds) {
  if (Status started = start(); !started) return tl::unexpected(started.error());
  Result<nlohmann::json> answer = ask(request, seconds);
  if (answer && answer->contains("error"))
    return badUsage("Warp " + version_ + " does not take " + what + ": " + answer->value("error", ""));
  return answer;
}

Result<std::vector<Buffer>> WarpRunner::run(const TextLaunch &launch, std::vector<Buffer> buffers, double seconds) {
  Result<nlohmann::json> answer = serve(launch.kernel, requestOf(launch, buffers), seconds);
  if (!answer) return tl::unexpected(answer.error());
  if (!takeAnswer(*answer, buffers)) return failed("Warp's answer for " + launch.kernel + " has another form");
  return buffers;
}

Result<WarpTexts> WarpRunner::texts(const std::string &source, const std::string &kernel, bool backward,
                                    double seconds) {
  nlohmann::json request = {{"source", source}, {"kernel", kernel}, {"texts", true}, {"backward", backward}};
  Result<nlohmann::json> answer = serve("it", request, seconds);
  if (!answer) return tl::unexpected(answer.error());
  return WarpTexts{answer->value("cpp", ""), answer->value("cuda", "")};
}

}  // namespace mlir_rl::kernel
