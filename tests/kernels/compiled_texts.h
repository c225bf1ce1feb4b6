#pragma once

/// \file
/// Texts of kernels, compiled into one shared library and run in this process.

#include <dlfcn.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "mlir_rl/kernel_run/layout.h"
#include "mlir_rl/kernel_run/run.h"
#include "mlir_rl/kernel_text/kernel_text.h"

namespace mlir_rl::kernel::testing {

enum class Language : uint8_t { cpp, cuda };

/// A value as the texts have it. It differs where there are arrays: an address and extents, without strides.
class TextValue {
 public:
  explicit TextValue(const Module &module) : module_(module), layout_(module) {}

  std::vector<std::byte> of(const Argument &argument) const {
    std::vector<std::byte> bytes;
    append(argument.type, argument.bytes.data(), bytes);
    return bytes;
  }

 private:
  size_t align(const Type &type) const {
    if (type.isArray()) return alignof(void *);
    size_t widest = type.isStruct() ? 1 : layout_.align(type);
    if (type.isStruct())
      for (const Variable &field : module_.structs[size_t(type.structure)].fields)
        widest = std::max(widest, align(field.type));
    return widest;
  }
  static void pad(std::vector<std::byte> &bytes, size_t align) {
    bytes.resize((bytes.size() + align - 1) / align * align);
  }
  static void copy(const void *from, size_t size, std::vector<std::byte> &bytes) {
    const auto *begin = static_cast<const std::byte *>(from);
    bytes.insert(bytes.end(), begin, begin + size);
  }

  void append(const Type &type, const std::byte *from, std::vector<std::byte> &bytes) const {
    pad(bytes, align(type));
    if (type.isArray()) {
      ArrayView view;
      std::memcpy(&view, from, sizeof view);
      copy(&view.data, sizeof view.data, bytes);
      copy(view.shape, sizeof(int32_t) * type.dims, bytes);
    } else if (type.isStruct()) {
      const std::vector<Variable> &fields = module_.structs[size_t(type.structure)].fields;
      for (size_t i = 0; i < fields.size(); ++i)
        append(fields[i].type, from + layout_.offset(type.structure, int(i)), bytes);
    } else {
      copy(from, layout_.size(type), bytes);
    }
    pad(bytes, align(type));
  }

  const Module &module_;
  Layout layout_;
};

class CompiledTexts {
 public:
  explicit CompiledTexts(Language language) : language_(language) {}
  CompiledTexts(const CompiledTexts &) = delete;
  CompiledTexts &operator=(const CompiledTexts &) = delete;
  ~CompiledTexts() {
    if (library_) dlclose(library_);
  }

  /// Kernel number `kernel` of the module; gives its number here.
  int add(const Module &module, int kernel) {
    int number = count_++;
    std::istringstream text(language_ == Language::cpp ? cppText(module, kernel) : cudaText(module, kernel));
    std::string space = "k" + std::to_string(number), entry;
    source_ += "namespace " + space + " {\n";
    for (std::string line; std::getline(text, line);) {
      if (line.starts_with("#include")) {
        if (language_ == Language::cpp) headers_.insert(line);
        continue;
      }
      if (line.starts_with(kLinkage)) {
        line.erase(0, std::string(kLinkage).size());
        entry = line.substr(0, line.find('('));
        entry.erase(0, entry.rfind(' ') + 1);
      }
      source_ += line + "\n";
    }
    source_ += "}  // namespace\nextern \"C\" void run_" + space + "(void *const *values) { callWith(&" + space +
               "::" + entry + ", values); }\n";
    return number;
  }

  /// Whether the compiler takes them all, without a warning.
  void compile() {
    std::string stem = ::testing::TempDir() + "kernel_texts_" + std::to_string(getpid()) + "_" +
                       std::to_string(uintptr_t(this)),
                log = stem + ".log";
    std::ofstream(stem + ".cc") << head() << source_;
    std::string command = std::string(MLIR_RL_CXX) + " -std=c++20 -O1 -fPIC -shared -ffp-contract=off -fno-builtin " +
                          kWarnings + flags() + stem + ".cc -o " + stem + ".so >" + log + " 2>&1";
    if (std::system(command.c_str()) == 0) library_ = dlopen((stem + ".so").c_str(), RTLD_NOW | RTLD_LOCAL);
    std::stringstream said;
    said << std::ifstream(log).rdbuf();
    EXPECT_TRUE(library_) << stem << ".cc\n" << said.str().substr(0, 4000);
    if (!library_) return;
    for (const char *end : {".cc", ".so", ".log"}) std::remove((stem + end).c_str());
  }

  void run(int number, const Module &module, const std::vector<int32_t> &dims,
           const std::vector<Argument> &arguments) const {
    ASSERT_TRUE(library_);
    auto *entry =
        reinterpret_cast<void (*)(void *const *)>(dlsym(library_, ("run_k" + std::to_string(number)).c_str()));
    ASSERT_TRUE(entry);
    std::vector<int32_t> extents = dims;
    std::vector<std::vector<std::byte>> held;
    std::vector<void *> values;
    for (int32_t &extent : extents) values.push_back(&extent);
    for (const Argument &argument : arguments) held.push_back(TextValue(module).of(argument));
    for (std::vector<std::byte> &bytes : held) values.push_back(bytes.data());
    entry(values.data());
  }

 private:
  static constexpr const char *kLinkage = "extern \"C\" ";
  /// All but what is the kernel's doing: what it never reads, what it compares or assigns to itself; and matrices by
  /// one list of all components.
  static constexpr const char *kWarnings =
      "-Wall -Wextra -Werror -Wno-unused -Wno-unused-parameter -Wno-unused-but-set-parameter -Wno-tautological-compare "
      "-Wno-self-assign "
      "-Wno-xor-used-as-pow -Wno-missing-braces ";

  std::string flags() const {
    if (language_ == Language::cpp) return "-fwrapv ";
    // Nothing in the text has undefined behaviour: it would stop here.
    return std::string("-fsanitize=undefined -fsanitize-trap=undefined -fno-sanitize=vptr,function -include ") +
           MLIR_RL_SOURCE_DIR + "/tests/kernels/cuda_on_cpu.h ";
  }
  std::string head() const {
    std::string text;
    for (const std::string &header : headers_) text += header + "\n";
    return text +
           "#include <utility>\n"
           "template <class... A, size_t... I>\n"
           "void callAt(void (*entry)(A...), void *const *values, std::index_sequence<I...>) {\n"
           "  entry(*static_cast<A *>(values[I])...);\n"
           "}\n"
           "template <class... A>\n"
           "void callWith(void (*entry)(A...), void *const *values) {\n"
           "  callAt(entry, values, std::index_sequence_for<A...>());\n"
           "}\n";
  }

  Language language_;
  int count_ = 0;
  std::set<std::string> headers_;
  std::string source_;
  void *library_ = nullptr;
};

}  // namespace mlir_rl::kernel::testing
