#include "mlir_rl/nn/weights.h"

#include "mlir_rl/support/files.h"
#include "mlir_rl/support/options.h"

namespace mlir_rl {

namespace {

std::vector<Option> rows(NetworkConfig &config) {
  return {{.name = "model", .value = &config.model},
          {.name = "hidden_size", .value = &config.hiddenSize, .min = 1, .max = 8192},
          {.name = "layers", .value = &config.layers, .min = 1, .max = 100},
          {.name = "heads", .value = &config.heads, .min = 1, .max = 256},
          {.name = "dropout", .value = &config.dropout, .min = 0, .max = 1},
          {.name = "schema", .value = &config.schema.version},
          {.name = "token_width", .value = &config.schema.tokenWidth, .min = 1, .max = 1e6},
          {.name = "candidate_width", .value = &config.schema.candidateWidth, .min = 1, .max = 1e6}};
}

}  // namespace

TensorFile tensorFileOf(const Network &network, bool optimizer) {
  TensorFile file{network.tensors(optimizer), {}};
  NetworkConfig config = network.config();
  for (const Option &row : rows(config)) file.metadata[row.name] = textOf(row);
  return file;
}

Result<std::unique_ptr<Network>> networkOf(const TensorFile &file, const ObservationSchema &schema,
                                           const std::string &where) {
  NetworkConfig config;
  for (const Option &row : rows(config)) {
    auto found = file.metadata.find(row.name);
    if (found == file.metadata.end()) return badUsage(where + ": not the weights of a network: no " + row.name);
    if (Status ok = setFromText(row, found->second); !ok) return badUsage(where + ": " + ok.error().message);
  }
  const ObservationSchema &theirs = config.schema;
  if (theirs.version != schema.version || theirs.tokenWidth != schema.tokenWidth ||
      theirs.candidateWidth != schema.candidateWidth)
    return badUsage(where + " was trained with observations of schema " + theirs.version + ", this version has " +
                    schema.version + ": train again");
  Result<std::unique_ptr<Network>> network = makeNetwork(config);
  if (!network) return network;
  if (Status ok = (*network)->setTensors(file.tensors); !ok) return badUsage(where + ": " + ok.error().message);
  return network;
}

Result<std::unique_ptr<Network>> readNetwork(const std::string &path, const ObservationSchema &schema) {
  Result<std::string> bytes = readFile(path);
  if (!bytes) return tl::unexpected(bytes.error());
  Result<TensorFile> file = parseTensors(*bytes, path);
  if (!file) return tl::unexpected(file.error());
  return networkOf(*file, schema, path);
}

}  // namespace mlir_rl
