#include "mlir_rl/measure/npz.h"

#include <gtest/gtest.h>
#include <zip.h>

#include <cstring>
#include <filesystem>

namespace mlir_rl {
namespace {

/// An array as NumPy writes it.
std::string npy(const std::string &descr, const std::string &shape, const std::string &data,
                const std::string &fortran = "False") {
  std::string header = "{'descr': '" + descr + "', 'fortran_order': " + fortran + ", 'shape': " + shape + ", }";
  header.resize((header.size() + 10 + 64) / 64 * 64 - 11, ' ');
  header += '\n';
  std::string length = {char(header.size() & 0xff), char(header.size() >> 8)};
  return std::string("\x93NUMPY\x01\x00", 8) + length + header + data;
}

std::string bytesOf(const std::vector<float> &values) {
  return {reinterpret_cast<const char *>(values.data()), values.size() * sizeof(float)};
}

class Npz : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = ::testing::TempDir() + "/" + ::testing::UnitTest::GetInstance()->current_test_info()->name() + ".npz";
    std::filesystem::remove(path_);
  }
  void TearDown() override { std::filesystem::remove(path_); }

  void write(const std::vector<std::pair<std::string, std::string>> &entries) {
    int code = 0;
    zip_t *archive = zip_open(path_.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    ASSERT_NE(archive, nullptr);
    for (const auto &[name, content] : entries)
      zip_file_add(archive, name.c_str(), zip_source_buffer(archive, content.data(), content.size(), 0), 0);
    ASSERT_EQ(zip_close(archive), 0);
  }

  Status read() { return readNpz(path_, arguments_, {first_, second_}); }

  void expectError(const std::string &content, const std::string &message) {
    write({{"arg0.npy", content}});
    Status status = read();
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::usage);
    EXPECT_NE(status.error().message.find(message), std::string::npos) << status.error().message;
    EXPECT_NE(status.error().message.find("arg0.npy"), std::string::npos) << status.error().message;
  }

  std::string path_;
  char first_[16] = {}, second_[8] = {};
  std::vector<Argument> arguments_ = {{"arg0", ElementType::f32, {2, 2}, false},
                                      {"result0", ElementType::f32, {2}, true},
                                      {"arg1", ElementType::f32, {2}, false}};
};

TEST_F(Npz, ArraysGoToTheInputsOfTheirNames) {
  std::string a = npy("<f4", "(2, 2)", bytesOf({1, 2, 3, 4})), b = npy("<f4", "(2,)", bytesOf({5, 6}));
  write({{"arg1.npy", b}, {"arg0.npy", a}});
  Status status = read();
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(std::string(first_, 16), bytesOf({1, 2, 3, 4}));
  EXPECT_EQ(std::string(second_, 8), bytesOf({5, 6}));
}

TEST_F(Npz, InputsTheArchiveLacksAreLeftAlone) {
  std::memcpy(first_, "left alone", 10);
  std::string b = npy("<f4", "(2,)", bytesOf({5, 6}));
  write({{"arg1.npy", b}});
  ASSERT_TRUE(read());
  EXPECT_EQ(std::string(first_, 10), "left alone");
}

TEST_F(Npz, TypeShapeAndOrderMustFit) {
  std::string data = bytesOf({1, 2, 3, 4});
  expectError(npy("<f8", "(2, 2)", data + data), "arg0 needs <f4 (2, 2), C order");
  expectError(npy(">f4", "(2, 2)", data), "arg0 needs <f4 (2, 2), C order");
  expectError(npy("<f4", "(4,)", data), "arg0 needs <f4 (2, 2), C order");
  expectError(npy("<f4", "(2, 2, 1)", data), "arg0 needs <f4 (2, 2), C order");
  expectError(npy("<f4", "(2, 2)", data, "True"), "arg0 needs <f4 (2, 2), C order");
}

TEST_F(Npz, DamagedArraysAreRefused) {
  std::string whole = npy("<f4", "(2, 2)", bytesOf({1, 2, 3, 4}));
  expectError("not an array at all", "is not an .npy array");
  expectError("", "is not an .npy array");
  expectError(whole.substr(0, 40), "is cut short");
  expectError(whole.substr(0, whole.size() - 4), "does not hold as many bytes");
  expectError(whole + "more", "does not hold as many bytes");
  EXPECT_EQ(std::string(first_, 16), std::string(16, '\0')) << "nothing was copied";
}

TEST_F(Npz, NamesOfNoInputAreRefused) {
  std::string data = npy("<f4", "(2,)", bytesOf({5, 6}));
  for (const char *name : {"x.npy", "result0.npy", "arg2.npy"}) {
    write({{name, data}});
    Status status = read();
    ASSERT_FALSE(status) << name;
    EXPECT_NE(status.error().message.find("the program has no input of this name"), std::string::npos);
  }
}

TEST_F(Npz, WhatIsNoArchiveIsRefused) {
  Status missing = read();
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().message.find(path_ + " is not an .npz archive"), std::string::npos);
}

}  // namespace
}  // namespace mlir_rl
