#include "tools/mlir-rl/kernels/python_place.h"

#include "mlir_rl/support/files.h"

namespace mlir_rl {

Result<kernel::PythonPlace> pythonPlace(const std::string &script, const Context &context) {
  std::string beside = context.binaryFolder + "/..";
  for (const std::string &folder : {beside + "/python", beside + "/share/mlir-rl/python", std::string("python")})
    if (std::string file = folder + "/kernels/" + script; exists(file)) return kernel::PythonPlace{.script = file};
  return badEnvironment("python/kernels/" + script + " is not beside the program: install it with the program");
}

std::string kernelTools(const Context &context) {
  for (const std::string &folder : {context.binaryFolder + "/../.venv-kernels", std::string(".venv-kernels")})
    if (exists(folder)) return folder;
  return "";
}

}  // namespace mlir_rl
