#include <gtest/gtest.h>

#include "mlir_rl/database/schema.h"
#include "tests/conformance/temporary_folder.h"

namespace mlir_rl {
namespace {

class DatabaseTest : public testing::Test {
 protected:
  Database open() {
    Result<Database> database = Database::open(path_, words_);
    EXPECT_TRUE(database.has_value()) << database.error().message;
    return *std::move(database);
  }

  TemporaryFolder temporary_;
  std::string path_ = temporary_.path() + "/a.db";
  DatabaseWords words_ = {.what = "atlas", .rebuild = "Copy PATH back.", .elsewhere = "with --atlas"};
};

TEST_F(DatabaseTest, KeepsTextsNumbersAndBytes) {
  Database database = open();
  ASSERT_TRUE(database.run("CREATE TABLE t (a, b, c, d)"));
  std::string bytes("a\0b\xff", 4);
  Statement insert(database, "INSERT INTO t VALUES (?, ?, ?, ?)");
  insert.bind(int64_t{-3}).bind(0.25).bind(std::string_view("text")).bindBytes(bytes);
  ASSERT_TRUE(insert.step().has_value());
  Statement select(database, "SELECT a, b, c, d FROM t");
  ASSERT_TRUE(*select.step());
  EXPECT_EQ(select.integer(0), -3);
  EXPECT_EQ(select.real(1), 0.25);
  EXPECT_EQ(select.text(2), "text");
  EXPECT_EQ(select.bytes(3), bytes);
  EXPECT_FALSE(*select.step());
}

TEST_F(DatabaseTest, WhatIsNotCommittedIsUndone) {
  Database database = open();
  ASSERT_TRUE(database.run("CREATE TABLE t (a)"));
  {
    Transaction transaction(database);
    ASSERT_TRUE(transaction.begin());
    ASSERT_TRUE(database.run("INSERT INTO t VALUES (1)"));
  }
  EXPECT_EQ(*database.number("SELECT count(*) FROM t"), 0);
}

TEST_F(DatabaseTest, ErrorsNameTheFileAndAreOurs) {
  Database database = open();
  Status status = database.run("SELECT a FROM nowhere");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::failed);
  EXPECT_EQ(status.error().message, "atlas " + path_ + " no such table: nowhere");
  ASSERT_TRUE(database.run("CREATE TABLE t (a); PRAGMA max_page_count = 2"));
  status = database.run("INSERT INTO t VALUES (randomblob(100000))");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::environment);
  EXPECT_NE(status.error().message.find("full; free some space"), std::string::npos) << status.error().message;
}

TEST_F(DatabaseTest, SchemasAreMadeOnceAndChecked) {
  Schema schema = {.application = 1234, .version = 2, .tables = "CREATE TABLE t (a);"};
  {
    Database database = open();
    ASSERT_TRUE(prepareSchema(database, schema));
    ASSERT_TRUE(database.run("INSERT INTO t VALUES (1)"));
  }
  Database database = open();
  ASSERT_TRUE(prepareSchema(database, schema));
  EXPECT_EQ(*database.number("SELECT count(*) FROM t"), 1);
  schema.version = 1;
  Status newer = prepareSchema(database, schema);
  ASSERT_FALSE(newer);
  EXPECT_EQ(newer.error().message, "atlas " + path_ +
                                       " was made by a newer mlir-rl (schema 2, this program knows 1); update this "
                                       "program, or name another file with --atlas");
  schema.application = 99;
  EXPECT_NE(prepareSchema(database, schema).error().message.find("of another program"), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl
