#include "mlir_rl/support/compressed.h"

#include <zstd.h>

#include <memory>

#include "mlir_rl/support/files.h"

namespace mlir_rl {

bool isCompressedName(const std::string &path) { return path.ends_with(".zst"); }

std::string compress(std::string_view text, int level) {
  std::string bytes(ZSTD_compressBound(text.size()), '\0');
  bytes.resize(ZSTD_compress(bytes.data(), bytes.size(), text.data(), text.size(), level));
  return bytes;
}

Result<std::string> decompress(std::string_view bytes, const std::string &where) {
  std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream *)> stream(ZSTD_createDStream(), ZSTD_freeDStream);
  std::string text, part(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  size_t left = 1;  // of the frame; 0: it is whole
  while (in.pos < in.size) {
    ZSTD_outBuffer out{part.data(), part.size(), 0};
    left = ZSTD_decompressStream(stream.get(), &out, &in);
    if (ZSTD_isError(left)) return badUsage(where + ": not a Zstandard file, or damaged: " + ZSTD_getErrorName(left));
    text.append(part.data(), out.pos);
  }
  while (left != 0) {  // what the stream still holds
    ZSTD_outBuffer out{part.data(), part.size(), 0};
    size_t before = left;
    left = ZSTD_decompressStream(stream.get(), &out, &in);
    if (ZSTD_isError(left) || (out.pos == 0 && left == before))
      return badUsage(where + ": a Zstandard file that was cut off");
    text.append(part.data(), out.pos);
  }
  return text;
}

Result<std::string> readText(const std::string &path) {
  Result<std::string> bytes = readFile(path);
  return bytes && isCompressedName(path) ? decompress(*bytes, path) : bytes;
}

Status writeText(const std::string &path, std::string_view text) {
  return isCompressedName(path) ? writeFile(path, compress(text)) : writeFile(path, text);
}

}  // namespace mlir_rl
