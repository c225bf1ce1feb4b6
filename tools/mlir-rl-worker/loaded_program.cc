#include "loaded_program.h"

#include "mlir_rl/measure/npz.h"

namespace mlir_rl {

static Result<GuardedBuffer> bufferFor(const Argument &argument) {
  GuardedBuffer buffer(size_t(elementCount(argument) * elementBytes(argument.type)));
  if (!buffer.data()) return badEnvironment("there is no memory for " + argument.name);
  return buffer;
}

static Status addBuffers(std::vector<GuardedBuffer> &buffers, const LoadedProgram &program, bool outputs) {
  for (const Argument &argument : program.candidate.arguments()) {
    if (argument.isOutput != outputs) continue;
    Result<GuardedBuffer> buffer = bufferFor(argument);
    if (!buffer) return tl::unexpected(buffer.error());
    buffers.push_back(*std::move(buffer));
  }
  return {};
}

Result<std::unique_ptr<LoadedProgram>> loadProgram(LoadRequest request) {
  ParseOptions options{request.entry, 0};
  Result<Program> candidate = parseProgram(request.candidate, "candidate " + request.program, options);
  if (!candidate) return tl::unexpected(candidate.error());
  Result<Program> reference = parseProgram(request.reference, "reference " + request.program, options);
  if (!reference) return tl::unexpected(reference.error());
  if (candidate->arguments() != reference->arguments())
    return badUsage("program " + request.program + ": candidate and reference have different arguments");
  request.candidate.clear();
  request.reference.clear();
  std::unique_ptr<LoadedProgram> program(
      new LoadedProgram{std::move(request), *std::move(candidate), *std::move(reference), {}, {}});
  if (Status ok = addBuffers(program->outputs, *program, true); !ok) return tl::unexpected(ok.error());
  return program;
}

static std::string keyOf(const MeasureRequest &request, const std::string &set) {
  std::string key = set + " " + std::to_string(request.seed) + " " + request.inputsFile;
  for (const std::string &range : request.inputRanges) key += " " + range;
  return key;
}

Result<InputData *> inputsFor(LoadedProgram &program, const MeasureRequest &request, const std::string &set) {
  auto [found, isNew] = program.inputs.try_emplace(keyOf(request, set));
  InputData &data = found->second;
  if (!isNew) return &data;
  const std::vector<Argument> &arguments = program.candidate.arguments();
  auto forget = [&](Error error) {
    program.inputs.erase(found);
    return tl::unexpected(std::move(error));
  };
  auto kind = findInputSet(set);
  if (!kind) return forget({ErrorKind::usage, "there is no input set '" + set + "'"});
  Result<InputRanges> ranges = parseInputRanges(request.inputRanges, arguments);
  if (!ranges) return forget(ranges.error());
  if (Status ok = addBuffers(data.inputs, program, false); !ok) return forget(ok.error());
  if (Status ok = addBuffers(data.references, program, true); !ok) return forget(ok.error());
  for (size_t i = 0, input = 0; i < arguments.size(); ++i)
    if (!arguments[i].isOutput)
      fillInput(arguments[i], int(i), *kind, *ranges, request.seed, data.inputs[input++].data());
  if (!request.inputsFile.empty()) {
    std::vector<char *> targets;
    for (GuardedBuffer &buffer : data.inputs) targets.push_back(buffer.data());
    if (Status ok = readNpz(request.inputsFile, arguments, targets); !ok) return forget(ok.error());
  }
  return &data;
}

}  // namespace mlir_rl
