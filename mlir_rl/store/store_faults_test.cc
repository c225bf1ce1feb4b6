// What a store meets in the field: damaged files, other versions, full disks, kill -9, many processes.

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>

#include "mlir_rl/store/store.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

namespace fs = std::filesystem;

Record numbered(int64_t number, size_t scheduleBytes = 20) {
  Record record;
  record.program = "aaaaaaaaaaaaaaaa";
  record.machine = "1111111111111111";
  record.versions = {"0.1.0", "22.1.8"};
  record.schedule = std::string(scheduleBytes, 'x');
  record.medianSeconds = 0.5;
  record.verified = true;
  record.unixTime = number;
  return record;
}

class StoreFaultsTest : public testing::Test {
 protected:
  void sql(const std::string &text) {
    Result<Database> database = Database::open(path_, {.what = "store", .rebuild = "", .elsewhere = ""});
    ASSERT_TRUE(database.has_value()) << database.error().message;
    Status status = database->run(text);
    EXPECT_TRUE(status.has_value()) << status.error().message;
  }
  void fill(int records) {
    Result<Store> store = Store::open(path_);
    ASSERT_TRUE(store.has_value());
    std::vector<Record> all;
    for (int i = 0; i < records; ++i) all.push_back(numbered(i));
    ASSERT_TRUE(store->record(all).has_value());
  }
  /// Opens and expects an error of the environment that names the file.
  std::string openingFails() {
    Result<Store> store = Store::open(path_);
    EXPECT_FALSE(store.has_value());
    if (store) return "";
    EXPECT_EQ(store.error().kind, ErrorKind::environment);
    EXPECT_NE(store.error().message.find(path_), std::string::npos) << store.error().message;
    return store.error().message;
  }

  TemporaryFolder temporary_;
  fs::path folder_ = temporary_.path();
  std::string path_ = temporary_.path() + "/records.db";
};

TEST_F(StoreFaultsTest, NewerSchema) {
  fill(1);
  sql("PRAGMA user_version = 7");
  std::string message = openingFails();
  EXPECT_NE(message.find("newer mlir-rl (schema 7"), std::string::npos) << message;
  EXPECT_NE(message.find("update"), std::string::npos) << message;
}

TEST_F(StoreFaultsTest, DatabaseOfAnotherProgram) {
  sql("CREATE TABLE songs (title TEXT)");
  EXPECT_NE(openingFails().find("another program"), std::string::npos);
  sql("INSERT INTO songs VALUES ('still there')");
}

TEST_F(StoreFaultsTest, NotADatabase) {
  std::ofstream(path_) << std::string(10000, 'z');
  std::string message = openingFails();
  EXPECT_NE(message.find("damaged"), std::string::npos) << message;
  EXPECT_NE(message.find("store import"), std::string::npos) << message;
  EXPECT_EQ(fs::file_size(path_), 10000u) << "the file must be left as it was";
}

TEST_F(StoreFaultsTest, DamagedInTheMiddle) {
  fill(2000);
  {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    auto size = static_cast<std::streamoff>(fs::file_size(path_));
    file.seekp(4096);
    file << std::string(static_cast<size_t>(size - 4096), '\xff');
  }
  Result<Store> store = Store::open(path_);
  Error error;
  if (!store) {
    error = store.error();
  } else {
    Result<std::vector<Record>> all = store->list();
    ASSERT_FALSE(all.has_value());
    error = all.error();
  }
  EXPECT_EQ(error.kind, ErrorKind::environment);
  EXPECT_NE(error.message.find("damaged"), std::string::npos) << error.message;
}

TEST_F(StoreFaultsTest, EmptyFileIsANewStore) {
  std::ofstream(path_).flush();
  fill(3);
  EXPECT_EQ(*Store::open(path_)->count(), 3);
}

TEST_F(StoreFaultsTest, FolderInTheWay) {
  fs::create_directory(path_);
  EXPECT_NE(openingFails().find("--store"), std::string::npos);
}

/// Runs `work` in a child; returns its exit code, or -signal.
template <class Work>
int inChild(Work work) {
  pid_t child = fork();
  if (child == 0) _exit(work());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

TEST_F(StoreFaultsTest, FullDiskIsAnErrorAndLosesNothing) {
  fill(10);
  int code = inChild([&] {
    signal(SIGXFSZ, SIG_IGN);
    rlimit limit{400 << 10, 400 << 10};
    setrlimit(RLIMIT_FSIZE, &limit);
    Result<Store> store = Store::open(path_);
    if (!store) return 2;
    for (int i = 100; i < 200; ++i) {
      Status status = store->record(numbered(i, 20 << 10));
      if (status) continue;
      bool said = status.error().kind == ErrorKind::environment &&
                  status.error().message.find("full") != std::string::npos &&
                  status.error().message.find(path_) != std::string::npos;
      if (!said) fprintf(stderr, "%s\n", status.error().message.c_str());
      return said && i > 100 ? 0 : 3;
    }
    return 4;
  });
  EXPECT_EQ(code, 0);
  Result<Store> store = Store::open(path_);
  ASSERT_TRUE(store.has_value()) << store.error().message;
  EXPECT_GT(*store->count(), 10);
  EXPECT_EQ(static_cast<int64_t>(store->list()->size()), *store->count());
  EXPECT_TRUE(store->record(numbered(5000)).has_value());
}

TEST_F(StoreFaultsTest, PageLimitIsReportedAsFull) {
  fill(1);
  Result<Database> database = Database::open(path_, {.what = "store", .rebuild = "", .elsewhere = ""});
  ASSERT_TRUE(database.has_value());
  ASSERT_TRUE(database->run("PRAGMA max_page_count = 20").has_value());
  Status status = database->run(
      "CREATE TABLE big AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
      "WHERE i < 1000) SELECT randomblob(1000) FROM n");
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().kind, ErrorKind::environment);
  EXPECT_NE(status.error().message.find("full"), std::string::npos) << status.error().message;
}

/// A child says through a pipe which records were stored, and is killed in the middle of it.
TEST_F(StoreFaultsTest, KillLosesNothingRecorded) {
  for (int round = 0; round < 5; ++round) {
    int pipes[2];
    ASSERT_EQ(pipe(pipes), 0);
    pid_t child = fork();
    if (child == 0) {
      Result<Store> store = Store::open(path_);
      for (int64_t i = round * 100000;; ++i) {
        if (!store || !store->record(numbered(i))) _exit(1);
        if (write(pipes[1], &i, sizeof i) != sizeof i) _exit(2);
      }
    }
    close(pipes[1]);
    int64_t last = 0;
    for (int i = 0; i < 20 + 7 * round; ++i)
      ASSERT_EQ(read(pipes[0], &last, sizeof last), static_cast<ssize_t>(sizeof last));
    kill(child, SIGKILL);
    while (read(pipes[0], &last, sizeof last) == sizeof last) {
    }
    close(pipes[0]);
    waitpid(child, nullptr, 0);
    Result<Store> store = Store::open(path_);
    ASSERT_TRUE(store.has_value()) << store.error().message;
    Result<std::vector<Record>> newest = store->list({.limit = 1});
    ASSERT_TRUE(newest.has_value());
    EXPECT_GE(newest->front().unixTime, last);  // the one being written when killed may be there too
    EXPECT_LE(newest->front().unixTime, last + 1);
  }
}

TEST_F(StoreFaultsTest, ManyProcessesOpenAndRecordAtOnce) {
  constexpr int processes = 6, each = 25;
  std::vector<pid_t> children;
  for (int p = 0; p < processes; ++p) {
    pid_t child = fork();
    if (child == 0) {
      Result<Store> store = Store::open(path_);
      if (!store) fprintf(stderr, "%s\n", store.error().message.c_str()), _exit(1);
      for (int i = 0; i < each; ++i)
        if (Status status = store->record(numbered(p * 1000 + i)); !status)
          fprintf(stderr, "%s\n", status.error().message.c_str()), _exit(2);
      _exit(0);
    }
    children.push_back(child);
  }
  for (pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  EXPECT_EQ(*Store::open(path_)->count(), processes * each);
}

}  // namespace
}  // namespace mlir_rl
