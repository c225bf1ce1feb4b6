#pragma once

/// \file
/// SQLite behind a small door: statements, and its errors in our words.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "mlir_rl/support/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace mlir_rl {

/// How messages speak of a file.
struct DatabaseWords {
  std::string what;       ///< "store": stands before the path
  std::string rebuild;    ///< what to do about a damaged file, after "is damaged. "; PATH in it stands for the path
  std::string elsewhere;  ///< how to name another file: "with --store or MLIR_RL_STORE"
};

/// One connection to one file. Not shared between threads, not carried over a fork.
class Database {
 public:
  /// Opens the file, making it when missing. Nothing is read yet.
  static Result<Database> open(const std::string &path, const DatabaseWords &words);

  /// Runs statements without results.
  Status run(const std::string &sql);
  /// The first column of the first row, as an integer; 0 without rows.
  Result<int64_t> number(const std::string &sql);
  /// Rows that the last statement changed.
  int64_t changed() const;

  /// What SQLite's result code means for the user; names the file and what to do.
  Error error(int code) const;
  /// "store PATH", as messages begin.
  std::string name() const { return words_.what + " " + path_; }
  const std::string &path() const { return path_; }
  const DatabaseWords &words() const { return words_; }
  sqlite3 *handle() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3 *handle) const;
  };
  std::string path_;
  DatabaseWords words_;
  std::unique_ptr<sqlite3, Close> handle_;
};

/// One prepared statement. Parameters count from 1, columns from 0. A failed preparation or binding is reported by
/// step().
class Statement {
 public:
  Statement(Database &database, const std::string &sql);

  Statement &bind(int64_t value);
  Statement &bind(double value);
  Statement &bind(std::string_view value);
  Statement &bindBytes(std::string_view value);
  /// Ready to be bound and run again.
  void reset();

  /// True: a row is there. False: done.
  Result<bool> step();

  int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  std::string bytes(int column) const;

 private:
  struct Finalize {
    void operator()(sqlite3_stmt *statement) const;
  };
  Database &database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int next_ = 1;  ///< parameter bound next
  int code_ = 0;  ///< first failure
};

/// Rolled back unless committed.
class Transaction {
 public:
  explicit Transaction(Database &database) : database_(database) {}
  Transaction(const Transaction &) = delete;
  Transaction &operator=(const Transaction &) = delete;
  ~Transaction();
  /// Takes the write lock at once.
  Status begin();
  Status commit();

 private:
  Database &database_;
  bool open_ = false;
};

}  // namespace mlir_rl
