// How bodies of kernels read: tests/kernels/bodies.txt has statements and the lines that they become in C++, and those
// in CUDA where they differ.

#include <sstream>

#include "mlir_rl/kernel_text/kernel_text.h"
#include "tests/kernels/example_kernels.h"

namespace mlir_rl::kernel::testing {
namespace {

/// What bodies may use; the kernel's first statement is on line 1 of a case.
constexpr const char *kBefore = R"(import warp as wp

@wp.func
def bump(cells: wp.array(dtype=int), by: int):
    old = cells[by]
    cells[by] = old + by
    return old

@wp.func
def tilted(p: float, q: float):
    return 2.0 * p - q

@wp.func
def total(cells: wp.array(dtype=float)):
    return cells[0] + cells[1]

@wp.func
def ordered(p: int, q: int):
    if p < q:
        return p, q
    return q, p

@wp.kernel
def k(a: wp.array(dtype=float), counts: wp.array(dtype=int), points: wp.array(dtype=wp.vec3),
      words: wp.array(dtype=wp.int64), bytes: wp.array(dtype=wp.uint8), shorts: wp.array(dtype=wp.uint16),
      halves: wp.array(dtype=wp.float16), grid: wp.array2d(dtype=float), n: int, x: float, v: wp.vec3, m: wp.mat22):
)";

struct Body {
  std::string title, python, cpp, cuda;
};

std::vector<Body> bodies() {
  std::istringstream in(readFile(std::string(MLIR_RL_SOURCE_DIR) + "/tests/kernels/bodies.txt").value_or(""));
  std::vector<Body> all;
  std::string *part = nullptr;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("=== ")) {
      all.push_back({.title = line.substr(4)});
      part = &all.back().python;
    } else if (line == "--- C++") {
      part = &all.back().cpp;
    } else if (line == "--- CUDA") {
      part = &all.back().cuda;
    } else {
      *part += line + "\n";
    }
  }
  return all;
}

std::string indented(const std::string &lines) {
  std::istringstream in(lines);
  std::string text;
  for (std::string line; std::getline(in, line);) text += "    " + line + "\n";
  return text;
}

/// The lines of the thread's function, without their indentation.
std::string threadLines(const std::string &text) {
  std::istringstream in(text);
  std::string lines;
  bool inside = false, begun = false;
  for (std::string line; std::getline(in, line);) {
    if (inside && line == "}") return lines;
    if (begun && inside) lines += line.substr(2) + "\n";
    begun |= line.find("void k_thread(") != std::string::npos;
    inside |= begun && line.ends_with("{");
  }
  return lines;
}

TEST(BodyTexts, ReadAsIfWrittenByHand) {
  std::vector<Body> all = bodies();
  ASSERT_GT(all.size(), 20u);
  for (const Body &body : all) {
    SCOPED_TRACE(body.title);
    Module module = readModule(kBefore + indented(body.python), body.title);
    if (module.kernels.empty()) continue;
    EXPECT_EQ(threadLines(cppText(module, 0)), body.cpp);
    EXPECT_EQ(threadLines(cudaText(module, 0)), body.cuda.empty() ? body.cpp : body.cuda);
  }
}

}  // namespace
}  // namespace mlir_rl::kernel::testing
