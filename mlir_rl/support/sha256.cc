#include "mlir_rl/support/sha256.h"

#include <nettle/sha2.h>

#include "mlir_rl/support/files.h"

namespace mlir_rl {

struct Sha256::State {
  sha256_ctx context;
};

Sha256::Sha256() : state_(new State) { sha256_init(&state_->context); }
Sha256::~Sha256() { delete state_; }

Sha256 &Sha256::add(std::string_view bytes) {
  sha256_update(&state_->context, bytes.size(), reinterpret_cast<const uint8_t *>(bytes.data()));
  return *this;
}

std::string Sha256::text() {
  uint8_t digest[SHA256_DIGEST_SIZE];
  sha256_digest(&state_->context, sizeof digest, digest);
  std::string text;
  for (uint8_t byte : digest) {
    text += "0123456789abcdef"[byte >> 4];
    text += "0123456789abcdef"[byte & 15];
  }
  return text;
}

std::string sha256(std::string_view bytes) { return Sha256().add(bytes).text(); }

Result<std::string> sha256OfFile(const std::string &path) {
  Result<std::string> bytes = readFile(path);
  if (!bytes) return tl::unexpected(bytes.error());
  return sha256(*bytes);
}

}  // namespace mlir_rl
