#include "loaded_program.h"

#include "mlir_rl/measure/npz.h"
#include "mlir_rl/support/hash.h"

namespace mlir_rl {

static Result<GuardedBuffer> bufferFor(const Argument &argument, Sharing sharing) {
  GuardedBuffer buffer(size_t(elementCount(argument) * elementBytes(argument.type)), sharing);
  if (!buffer.data()) return badEnvironment("there is no memory for " + argument.name);
  return buffer;
}

static Status addBuffers(std::vector<GuardedBuffer> &buffers, const LoadedProgram &program, bool outputs,
                         Sharing sharing = Sharing::none) {
  for (const Argument &argument : program.candidate.arguments()) {
    if (argument.isOutput != outputs) continue;
    Result<GuardedBuffer> buffer = bufferFor(argument, sharing);
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
  std::string hash = hashText(request.candidate);
  request.candidate.clear();
  request.reference.clear();
  return std::unique_ptr<LoadedProgram>(
      new LoadedProgram{std::move(request), std::move(hash), *std::move(candidate), *std::move(reference), {}, {}});
}

static int64_t bytesOf(const std::vector<GuardedBuffer> &buffers) {
  int64_t bytes = 0;
  for (const GuardedBuffer &buffer : buffers) bytes += int64_t(buffer.bytes());
  return bytes;
}

int64_t LoadedProgram::bytes() const {
  int64_t bytes = bytesOf(outputs);
  for (const auto &[key, data] : inputs) bytes += bytesOf(data.inputs) + bytesOf(data.references);
  return bytes;
}

void LoadedProgram::dropBuffers() {
  outputs.clear();
  inputs.clear();
}

static std::string keyOf(const MeasureRequest &request, const std::string &set) {
  std::string key = set + " " + std::to_string(request.seed) + " " + request.inputsFile;
  for (const std::string &range : request.inputRanges) key += " " + range;
  return key;
}

static Status fill(InputData &data, const LoadedProgram &program, const MeasureRequest &request, InputSet set) {
  const std::vector<Argument> &arguments = program.candidate.arguments();
  Result<InputRanges> ranges = parseInputRanges(request.inputRanges, arguments);
  if (!ranges) return tl::unexpected(ranges.error());
  if (Status ok = addBuffers(data.inputs, program, false); !ok) return ok;
  if (Status ok = addBuffers(data.references, program, true, Sharing::withChildren); !ok) return ok;
  std::vector<char *> targets;
  for (GuardedBuffer &buffer : data.inputs) targets.push_back(buffer.data());
  for (size_t i = 0, input = 0; i < arguments.size(); ++i)
    if (!arguments[i].isOutput) fillInput(arguments[i], int(i), set, *ranges, request.seed, targets[input++]);
  if (!request.inputsFile.empty())
    if (Status ok = readNpz(request.inputsFile, arguments, targets); !ok) return ok;
  for (GuardedBuffer &buffer : data.inputs) buffer.makeReadOnly();
  return {};
}

Result<InputData *> inputsFor(LoadedProgram &program, const MeasureRequest &request, const std::string &set) {
  if (program.outputs.empty())
    if (Status ok = addBuffers(program.outputs, program, true); !ok) return tl::unexpected(ok.error());
  auto kind = findInputSet(set);
  if (!kind) return badUsage("there is no input set '" + set + "'");
  auto [found, isNew] = program.inputs.try_emplace(keyOf(request, set));
  if (isNew)
    if (Status ok = fill(found->second, program, request, *kind); !ok) {
      program.inputs.erase(found);
      return tl::unexpected(ok.error());
    }
  return &found->second;
}

}  // namespace mlir_rl
