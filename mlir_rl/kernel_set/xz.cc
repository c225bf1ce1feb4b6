#include "mlir_rl/kernel_set/xz.h"

#include <lzma.h>

#include <cassert>
#include <vector>

namespace mlir_rl::kernel {

struct XzCounter::State {
  lzma_stream stream = LZMA_STREAM_INIT;
  std::vector<uint8_t> out = std::vector<uint8_t>(1 << 16);
  ~State() { lzma_end(&stream); }
};

XzCounter::XzCounter() : state_(std::make_unique<State>()) {
  [[maybe_unused]] lzma_ret ready = lzma_easy_encoder(&state_->stream, 6, LZMA_CHECK_CRC64);
  assert(ready == LZMA_OK);
}
XzCounter::~XzCounter() = default;

void XzCounter::code(bool last) {
  lzma_stream &stream = state_->stream;
  for (lzma_ret result = LZMA_OK; result == LZMA_OK && (last || stream.avail_in > 0);) {
    stream.next_out = state_->out.data();  // what comes out is counted by the stream and dropped
    stream.avail_out = state_->out.size();
    result = lzma_code(&stream, last ? LZMA_FINISH : LZMA_RUN);
  }
}

void XzCounter::add(std::string_view text) {
  state_->stream.next_in = reinterpret_cast<const uint8_t *>(text.data());
  state_->stream.avail_in = text.size();
  code(false);
}

XzCounter::Sizes XzCounter::finish() {
  code(true);
  return {int64_t(state_->stream.total_in), int64_t(state_->stream.total_out)};
}

}  // namespace mlir_rl::kernel
