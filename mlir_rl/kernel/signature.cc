#include "mlir_rl/kernel/signature.h"

#include <algorithm>
#include <functional>
#include <map>

namespace mlir_rl::kernel {

namespace {

constexpr size_t kMostOperands = 5;

/// What the letters stand for in one trial.
struct Binding {
  Scalar scalar = Scalar::f64;
  int n = 3, m = 2, k = 4;
  int count = 0;
};

/// A word of signatures and the type it stands for.
struct Word {
  const char *text;
  Type (*type)(const Binding &b);
  const char *letters;  ///< s, n, m, k, c (count) that the type depends on
};

constexpr Word kWords[] = {
    {"s", [](const Binding &b) { return scalarType(b.scalar); }, "s"},
    {"vec(n)", [](const Binding &b) { return vectorType(b.n, b.scalar); }, "sn"},
    {"vec(m)", [](const Binding &b) { return vectorType(b.m, b.scalar); }, "sm"},
    {"mat(n, m)", [](const Binding &b) { return matrixType(b.n, b.m, b.scalar); }, "snm"},
    {"mat(m, n)", [](const Binding &b) { return matrixType(b.m, b.n, b.scalar); }, "smn"},
    {"mat(m, k)", [](const Binding &b) { return matrixType(b.m, b.k, b.scalar); }, "smk"},
    {"mat(n, n)", [](const Binding &b) { return matrixType(b.n, b.n, b.scalar); }, "sn"},
    {"vec(3)", [](const Binding &b) { return vectorType(3, b.scalar); }, "s"},
    {"vec(6)", [](const Binding &b) { return vectorType(6, b.scalar); }, "s"},
    {"mat(4, 4)", [](const Binding &b) { return matrixType(4, 4, b.scalar); }, "s"},
    {"array(s)", [](const Binding &b) { return arrayType(scalarType(b.scalar), 1); }, "s"},
    {"array2d(s)", [](const Binding &b) { return arrayType(scalarType(b.scalar), 2); }, "s"},
    {"array(vec(n))", [](const Binding &b) { return arrayType(vectorType(b.n, b.scalar), 1); }, "sn"},
    {"bool", [](const Binding &) { return kBool; }, ""},
    {"int32", [](const Binding &) { return kI32; }, ""},
    {"uint32", [](const Binding &) { return scalarType(Scalar::u32); }, ""},
    {"float32", [](const Binding &) { return kF32; }, ""},
    {"struct", [](const Binding &) { return structType(0); }, ""},
};

/// Words of results only.
constexpr Word kResults[] = {
    {"mat(n, k)", [](const Binding &b) { return matrixType(b.n, b.k, b.scalar); }, "snk"},
    {"mat(count, n)", [](const Binding &b) { return matrixType(b.count, b.n, b.scalar); }, "snc"},
    {"mat(n, count)", [](const Binding &b) { return matrixType(b.n, b.count, b.scalar); }, "snc"},
    {"mat(6, 6)", [](const Binding &b) { return matrixType(6, 6, b.scalar); }, "s"},
    {"vec2", [](const Binding &) { return vectorType(2, Scalar::f32); }, ""},
    {"vec3", [](const Binding &) { return vectorType(3, Scalar::f32); }, ""},
};

using Words = std::vector<const Word *>;

/// One way to call a row while it is looked into.
struct Way {
  Words words;
  std::vector<Scalar> scalars;  ///< that it takes; one that stands for all when there is no s
  std::vector<int> extents;     ///< values of n that it takes; one when there is no n
};

std::string lettersOf(const Words &words) {
  std::string letters;
  for (const Word *word : words)
    for (char letter : std::string_view(word->letters))
      if (letters.find(letter) == std::string::npos) letters += letter;
  return letters;
}

/// n comes before m, and m before k: other orders only rename.
bool inOrder(const Words &words) {
  std::string extents = lettersOf(words);
  std::erase(extents, 's');
  return std::string_view("nmk").starts_with(extents);
}

std::vector<Type> typesOf(const Words &words, const Binding &binding) {
  std::vector<Type> types;
  for (const Word *word : words) types.push_back(word->type(binding));
  return types;
}

TypeOrReason tried(const BuiltinRow &row, const Words &words, Binding binding) {
  binding.count = int(words.size());
  return row.rule(typesOf(words, binding), matrixType(binding.n, binding.n, binding.scalar));
}

/// m and k are others than n.
Binding bindingOf(Scalar scalar, int n) { return {.scalar = scalar, .n = n, .m = n == 2 ? 3 : 2, .k = n == 4 ? 5 : 4}; }

/// Calls `visit` with all lists of `count` words, the longer ones only in the forms that rows have: an array or a
/// state or a condition first, then runs of at most two words.
void eachTuple(size_t count, const std::function<void(const Words &)> &visit) {
  Words words(count, nullptr);
  std::function<void(size_t)> from = [&](size_t at) {
    if (at == count) return visit(words);
    for (const Word &word : kWords) {
      bool newRun = at >= 2 && &word != words[at - 1];
      bool second = at >= 3 && words[at - 1] != words[1];
      if (newRun && second) continue;
      words[at] = &word;
      if (at > 0 || count < 4 || std::string_view(word.text).starts_with("array")) from(at + 1);
    }
  };
  from(0);
}

bool suitsSomehow(const BuiltinRow &row, const Words &words) {
  auto suits = [&](Scalar scalar) { return bool(tried(row, words, {.scalar = scalar})); };
  // Rows of float32 alone: those that begin with another type name it by itself.
  bool ofFirst = !words.empty() && *words[0]->letters;
  return suits(Scalar::i64) || suits(Scalar::f64) || (ofFirst && suits(Scalar::f32));
}

Way wayOf(const BuiltinRow &row, const Words &words) {
  Way way{words, {}, {}};
  std::string letters = lettersOf(words);
  bool hasScalar = letters.find('s') != std::string::npos, hasExtent = letters.find('n') != std::string::npos;
  for (int s = 0; s < (hasScalar ? kNumScalars : 1); ++s)
    if (tried(row, words, {.scalar = Scalar(s)})) way.scalars.push_back(Scalar(s));
  for (int n = hasExtent ? 2 : 3; n <= (hasExtent ? kMaxExtent : 3); ++n)
    if (tried(row, words, bindingOf(way.scalars.back(), n))) way.extents.push_back(n);
  return way;
}

/// Whether `general` takes these types with some meaning of its letters.
bool takesTypes(const Way &general, const std::vector<Type> &types) {
  for (Scalar scalar : general.scalars)
    for (int n : {2, 3, 4, 6})
      for (int m : {2, 3, 4, 6})
        for (int k : {2, 3, 4, 6})
          if (typesOf(general.words, {.scalar = scalar, .n = n, .m = m, .k = k}) == types) return true;
  return false;
}

bool isCaseOf(const Way &general, const Way &way) {
  if (general.words.size() != way.words.size()) return false;
  return std::all_of(way.scalars.begin(), way.scalars.end(),
                     [&](Scalar scalar) { return takesTypes(general, typesOf(way.words, {.scalar = scalar})); });
}

std::vector<Way> waysOf(const BuiltinRow &row) {
  std::multimap<std::pair<size_t, int>, Way> all;  // few operands first, then many letters: the general ones
  if (tried(row, {}, {})) all.emplace(std::pair(0, 0), Way{{}, {Scalar::f64}, {3}});
  for (size_t count = 1; count <= kMostOperands; ++count)
    eachTuple(count, [&](const Words &words) {
      if (inOrder(words) && suitsSomehow(row, words))
        all.emplace(std::pair(count, -int(lettersOf(words).size())), wayOf(row, words));
    });
  std::vector<Way> ways;
  for (const auto &[order, way] : all)
    if (std::none_of(ways.begin(), ways.end(), [&](const Way &general) { return isCaseOf(general, way); }))
      ways.push_back(way);
  return ways;
}

/// Whether the word means what the row gives, whatever the letters mean.
bool isResult(const BuiltinRow &row, const Way &way, const Word &word) {
  std::string letters = lettersOf(way.words) + "c";
  for (char letter : std::string_view(word.letters))
    if (letters.find(letter) == std::string::npos) return false;
  for (Scalar scalar : way.scalars)
    for (int n : way.extents) {
      Binding binding = bindingOf(scalar, n);
      binding.count = int(way.words.size());
      if (tried(row, way.words, binding).type != word.type(binding)) return false;
    }
  return true;
}

std::string resultOf(const BuiltinRow &row, const Way &way) {
  if (way.words.empty()) return "mat(n, n)";  // identity, which has the type that is wanted
  for (const Word &word : kWords)
    if (isResult(row, way, word)) return word.text;
  for (const Word &word : kResults)
    if (isResult(row, way, word)) return word.text;
  return scalarName(tried(row, way.words, bindingOf(way.scalars.back(), way.extents.back())).type.scalar);
}

std::string scalarWords(const std::vector<Scalar> &scalars) {
  auto isAll = [&](bool (*of)(Scalar)) {
    int count = 0;
    for (int s = 0; s < kNumScalars; ++s) count += of(Scalar(s));
    return count == int(scalars.size()) && std::all_of(scalars.begin(), scalars.end(), of);
  };
  if (isAll([](Scalar) { return true; })) return "any scalar";
  if (isAll([](Scalar s) { return s != Scalar::boolean; })) return "numbers";
  if (isAll(isFloat)) return "floats";
  if (isAll(isInteger)) return "integers";
  if (isAll([](Scalar s) { return bitsOf(s) >= 32; })) return "numbers of 32 or 64 bits";
  if (isAll([](Scalar s) { return isInteger(s) && bitsOf(s) >= 32; })) return "integers of 32 or 64 bits";
  std::string text;
  for (Scalar scalar : scalars) text += (text.empty() ? "" : ", ") + std::string(scalarName(scalar));
  return text;
}

std::string extentWords(const std::vector<int> &extents) {
  if (extents.size() == size_t(kMaxExtent - 1)) return "";
  if (extents.size() == 1) return std::to_string(extents[0]);
  return std::to_string(extents.front()) + " to " + std::to_string(extents.back());
}

Signature signatureOf(const BuiltinRow &row, const Way &way) {
  Signature signature;
  std::string letters = lettersOf(way.words);
  for (const Word *word : way.words) signature.operands.emplace_back(word->text);
  signature.result = resultOf(row, way);
  if (letters.find('s') != std::string::npos) signature.scalars = scalarWords(way.scalars);
  if (letters.find('n') != std::string::npos) signature.extents = extentWords(way.extents);
  return signature;
}

bool allTheSame(const Words &words) {
  return std::all_of(words.begin(), words.end(), [&](const Word *word) { return word == words[0]; });
}

/// How many operands of one word the row takes at most.
int mostOf(const BuiltinRow &row, const Word *word) {
  int most = 0;
  for (int count = 1; count <= 2 * kMaxExtent; ++count)
    if (suitsSomehow(row, Words(size_t(count), word))) most = count;
  return most;
}

}  // namespace

std::vector<Signature> signaturesOf(const BuiltinRow &row) {
  std::vector<Way> ways = waysOf(row);
  std::reverse(ways.begin(), ways.end());
  std::vector<Signature> signatures;
  for (size_t count = 0; count <= kMostOperands; ++count)
    for (const Way &way : ways) {
      if (way.words.size() != count) continue;
      int most = count >= 2 && allTheSame(way.words) ? mostOf(row, way.words[0]) : 0;
      bool any = most > int(kMostOperands);
      if (any && count > 2) continue;
      signatures.push_back(signatureOf(row, way));
      if (any) signatures.back().most = most;
    }
  return signatures;
}

std::string signatureText(const Signature &signature) {
  std::string text;
  for (const std::string &operand : signature.operands) text += (text.empty() ? "" : ", ") + operand;
  if (signature.most) text += ", ... (" + std::to_string(signature.most) + " at most)";
  return text + (text.empty() ? "-> " : " -> ") + signature.result;
}

std::string writtenForm(const BuiltinRow &row) {
  std::string name = row.name;
  if (row.form == BuiltinForm::infix) return "a " + name + " b";
  if (row.form == BuiltinForm::prefix) return name + (name == "not" ? " a" : "a");
  return row.form == BuiltinForm::call ? "wp." + name : name;
}

}  // namespace mlir_rl::kernel
