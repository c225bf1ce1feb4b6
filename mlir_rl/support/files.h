#pragma once

/// \file
/// Whole files in and out. A file we write is there complete or not at all.

#include <cstdint>
#include <string>
#include <string_view>

#include "mlir_rl/support/result.h"

namespace mlir_rl {

/// The bytes of a file. Errors name the path and the reason: missing, a folder, unreadable or longer than
/// `maxBytes` (usage); an I/O error (environment).
Result<std::string> readFile(const std::string &path, int64_t maxBytes = int64_t{1} << 40);

/// Replaces the file at once: temporary file in the same folder, fsync, rename. On any error the old file (or
/// its absence) stays and no temporary file is left. A symbolic link is followed; what is not a regular file
/// (/dev/stdout, a pipe) is written directly. Errors: the folder is missing or the path is a folder (usage);
/// disk full, no permission, I/O error (environment).
Status writeFile(const std::string &path, std::string_view content);

/// Makes the folder and its parents; it may exist.
Status makeFolder(const std::string &path);

/// All of `data` to a file descriptor, whatever the size of a single write; retries when interrupted.
/// `what` names the target in the error.
Status writeAll(int fd, std::string_view data, const std::string &what);

/// The error for a failed system call: kind by errno, "what: reason", and what to do for a full disk.
Error systemError(const std::string &what, int errorNumber);

/// True when something exists at the path.
bool exists(const std::string &path);

}  // namespace mlir_rl
