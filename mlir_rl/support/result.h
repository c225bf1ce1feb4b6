#pragma once

/// \file
/// Expected failures are values: a function that may fail returns `Result<T>`; broken invariants assert.

#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace mlir_rl {

/// Who has to act, which is also the exit code of the command line.
enum class ErrorKind {
  failed = 1,       ///< the work could not be done; the message says why
  usage = 2,        ///< the request is wrong: a flag, a file that does not parse, a schedule for another program
  environment = 3,  ///< the machine lacks something; the message says what to install or to free
};

/// One sentence (or a few lines): what went wrong, where (file:line:column when known), what to do.
struct Error {
  ErrorKind kind = ErrorKind::failed;
  std::string message;
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = tl::expected<void, Error>;

inline tl::unexpected<Error> failed(std::string message) {
  return tl::unexpected<Error>(Error{ErrorKind::failed, std::move(message)});
}
inline tl::unexpected<Error> badUsage(std::string message) {
  return tl::unexpected<Error>(Error{ErrorKind::usage, std::move(message)});
}
inline tl::unexpected<Error> badEnvironment(std::string message) {
  return tl::unexpected<Error>(Error{ErrorKind::environment, std::move(message)});
}

}  // namespace mlir_rl
