#include "mlir_rl/database/database.h"

#include <sqlite3.h>

namespace mlir_rl {
namespace {

constexpr int kBusyMilliseconds = 10000;

std::string replaced(std::string text, const std::string &what, const std::string &with) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

std::string damaged(const DatabaseWords &words, const std::string &path, bool isDatabase) {
  std::string what = isDatabase ? "is damaged" : "is no " + words.what + ", or damaged from its first byte on";
  return what + ". " + replaced(words.rebuild, "PATH", path);
}

bool isFull(int code) {
  // A limit on the size of files and a quota come as failed writes.
  return (code & 0xff) == SQLITE_FULL || code == SQLITE_IOERR_WRITE || code == SQLITE_IOERR_TRUNCATE ||
         code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_SHMSIZE;
}

std::string meaning(int code, const DatabaseWords &words, const std::string &path, const std::string &said) {
  if (isFull(code))
    return "cannot be written (" + said +
           "): the disk or quota is full; free some space. What was recorded before is safe";
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
      return damaged(words, path, true);
    case SQLITE_NOTADB:
      return damaged(words, path, false);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return "stayed locked by another program for " + std::to_string(kBusyMilliseconds / 1000) + " s; try again";
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return "cannot be opened for writing (" + said +
             "): check the permissions of the file and its folder, or name another place " + words.elsewhere;
    default:
      return said;
  }
}

}  // namespace

void Database::Close::operator()(sqlite3 *handle) const { sqlite3_close_v2(handle); }
void Statement::Finalize::operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }

Result<Database> Database::open(const std::string &path, const DatabaseWords &words) {
  Database database;
  database.path_ = path;
  database.words_ = words;
  sqlite3 *handle = nullptr;
  int code = sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  database.handle_.reset(handle);
  if (!handle) return badEnvironment("out of memory opening " + database.name());
  sqlite3_extended_result_codes(handle, 1);
  if (code != SQLITE_OK) return tl::unexpected(database.error(code));
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  return database;
}

Error Database::error(int code) const {
  std::string said = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
  bool ours = (code & 0xff) == SQLITE_ERROR || (code & 0xff) == SQLITE_MISUSE || (code & 0xff) == SQLITE_CONSTRAINT;
  return {ours ? ErrorKind::failed : ErrorKind::environment, name() + " " + meaning(code, words_, path_, said)};
}

Status Database::run(const std::string &sql) {
  int code = sqlite3_exec(handle_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return tl::unexpected(error(code));
  return {};
}

Result<int64_t> Database::number(const std::string &sql) {
  Statement statement(*this, sql);
  Result<bool> row = statement.step();
  if (!row) return tl::unexpected(row.error());
  return *row ? statement.integer(0) : 0;
}

int64_t Database::changed() const { return sqlite3_changes64(handle_.get()); }

Statement::Statement(Database &database, const std::string &sql) : database_(database) {
  sqlite3_stmt *statement = nullptr;
  code_ = sqlite3_prepare_v2(database.handle(), sql.c_str(), static_cast<int>(sql.size()), &statement, nullptr);
  statement_.reset(statement);
}

Statement &Statement::bind(int64_t value) {
  if (code_ == SQLITE_OK) code_ = sqlite3_bind_int64(statement_.get(), next_++, value);
  return *this;
}

Statement &Statement::bind(double value) {
  if (code_ == SQLITE_OK) code_ = sqlite3_bind_double(statement_.get(), next_++, value);
  return *this;
}

Statement &Statement::bind(std::string_view value) {
  if (code_ == SQLITE_OK)
    code_ = sqlite3_bind_text64(statement_.get(), next_++, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
  return *this;
}

Statement &Statement::bindBytes(std::string_view value) {
  if (code_ == SQLITE_OK)
    code_ = sqlite3_bind_blob64(statement_.get(), next_++, value.data(), value.size(), SQLITE_TRANSIENT);
  return *this;
}

void Statement::reset() {
  sqlite3_reset(statement_.get());
  next_ = 1;
}

Result<bool> Statement::step() {
  if (code_ == SQLITE_OK) code_ = sqlite3_step(statement_.get());
  int code = code_;
  if (code == SQLITE_ROW || code == SQLITE_DONE) {
    code_ = SQLITE_OK;
    return code == SQLITE_ROW;
  }
  return tl::unexpected(database_.error(code));
}

int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

double Statement::real(int column) const { return sqlite3_column_double(statement_.get(), column); }

std::string Statement::text(int column) const {
  const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(statement_.get(), column));
  return bytes ? std::string(bytes, static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column)))
               : std::string();
}

std::string Statement::bytes(int column) const {
  const auto *bytes = static_cast<const char *>(sqlite3_column_blob(statement_.get(), column));
  return bytes ? std::string(bytes, static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column)))
               : std::string();
}

Transaction::~Transaction() {
  // What fails here was never committed: the next opening of the file rolls it back.
  if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

Status Transaction::begin() {
  Status status = database_.run("BEGIN IMMEDIATE");
  open_ = status.has_value();
  return status;
}

Status Transaction::commit() {
  Status status = database_.run("COMMIT");
  if (status) open_ = false;
  return status;
}

}  // namespace mlir_rl
