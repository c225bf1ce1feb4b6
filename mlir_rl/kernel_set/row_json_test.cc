#include "mlir_rl/kernel_set/row_json.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "mlir_rl/kernel_set/packed.h"
#include "mlir_rl/support/compressed.h"

namespace mlir_rl::kernel {
namespace {

Row fullRow() {
  LaunchInput input = {
      .dims = {4, 5},
      .parameters = {{.shape = {4, 5}, .rules = {{.filling = Filling::edges, .denormals = true}, {.low = -1e300}}},
                     {.shape = {}, .rules = {{.high = std::numeric_limits<double>::infinity()}}}},
      .seed = ~uint64_t(0)};
  Row row = {.id = {1, 42, 17},
             .state = RowState::kept,
             .stage = "",
             .message = "",
             .family = "stencil",
             .kernel = "blur",
             .hashes = {"e", "r", "b", "m", "o"},
             .python = {"abc", 100, 7, 30},
             .forms = {{Form::cpp, {{"def", 1, 2, 3}, ""}}, {Form::ptx, {{}, "no libdevice"}}},
             .runs = {{.input = input,
                       .threads = 20,
                       .instructions = 1000,
                       .parameters = {{"x", "h1", "h2", {20, 1, -0.1, 1.0 / 3}, {20, 0.5, -3e38, 5e-324}}}}},
             .variants = {"llvm-o0", "gpu"},
             .instructions = 31,
             .uses = {{"a + b"}, {"float32"}, {"scalar"}, {"assign"}, {"literal"}}};
  return row;
}

TEST(KernelRowJson, GivesTheSameRow) {
  Row row = fullRow();
  Result<Row> read = rowFromJson(nlohmann::json::parse(toJson(row).dump()));
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(*read, row);
  EXPECT_EQ(toJson(*read).dump(), toJson(row).dump());
  for (RowState state : {RowState::kept, RowState::duplicate, RowState::rejected, RowState::failed}) {
    row.state = state;
    EXPECT_EQ(rowFromJson(toJson(row))->state, state);
  }
}

TEST(KernelRowJson, RefusesWhatIsNoRow) {
  nlohmann::json good = toJson(fullRow());
  for (const auto &[key, value] : good.items()) {
    if (key == "split") continue;  // follows from the hashes
    nlohmann::json bad = good;
    bad[key] = true;
    EXPECT_FALSE(rowFromJson(bad).has_value()) << key;
    bad.erase(key);
    EXPECT_FALSE(rowFromJson(bad).has_value()) << key;
  }
  EXPECT_FALSE(rowFromJson(nlohmann::json()).has_value());
}

TEST(KernelRowJson, PackedRowsComeThroughAPipe) {
  MadeRow made = {.row = fullRow(), .texts = {}, .times = {{"make", 5}}};
  TextFacts facts = addText(made, "one two\nthree\n");
  EXPECT_EQ(facts.bytes, 14);
  EXPECT_EQ(facts.lines, 2);
  EXPECT_EQ(facts.tokens, 3);
  EXPECT_EQ(factsOf("a_1 += b[i]; // é\n").tokens, 12) << "words, and every other byte that is no space";
  PackedRow packed = pack(made);
  Result<PackedRow> read = packedFromBytes(bytesOf(packed));
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->row, made.row);
  EXPECT_EQ(read->times, made.times);
  EXPECT_EQ(*decompress(read->texts.at(facts.hash), "text"), "one two\nthree\n");
  EXPECT_FALSE(packedFromBytes("nonsense").has_value());
}

}  // namespace
}  // namespace mlir_rl::kernel
