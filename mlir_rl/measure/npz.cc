#include "mlir_rl/measure/npz.h"

#include <zip.h>

#include <cstring>
#include <memory>

#include "mlir_rl/measure/inputs.h"

namespace mlir_rl {

namespace {

/// NumPy's name of an element type, little endian.
const char *dtypeOf(ElementType type) {
  switch (type) {
    case ElementType::f16:
      return "<f2";
    case ElementType::bf16:
      return "<V2";
    case ElementType::f32:
      return "<f4";
    case ElementType::f64:
      return "<f8";
    case ElementType::i1:
      return "|b1";
    case ElementType::i8:
      return "|i1";
    case ElementType::i16:
      return "<i2";
    case ElementType::i32:
      return "<i4";
    case ElementType::i64:
    case ElementType::index:
      return "<i8";
  }
  return "";
}

std::string shapeText(const Argument &argument) {
  std::string text = "(";
  for (size_t i = 0; i < argument.shape.size(); ++i) text += (i ? ", " : "") + std::to_string(argument.shape[i]);
  return text + (argument.shape.size() == 1 ? ",)" : ")");
}

/// The header is a Python dict: {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }
Status copyArray(const std::string &content, const std::string &where, const Argument &argument, char *target) {
  if (content.size() < 12 || content.compare(0, 6, "\x93NUMPY") != 0) return badUsage(where + " is not an .npy array");
  size_t lengthBytes = content[6] == 1 ? 2 : 4, length = 0;
  std::memcpy(&length, content.data() + 8, lengthBytes);
  size_t start = 8 + lengthBytes + length;
  if (start > content.size()) return badUsage(where + " is cut short");
  std::string header = content.substr(8 + lengthBytes, length);
  auto expect = [&](const std::string &text) { return header.find(text) != std::string::npos; };
  std::string wanted = std::string(dtypeOf(argument.type)) + " " + shapeText(argument);
  if (!expect(std::string("'") + dtypeOf(argument.type) + "'") || !expect("'shape': " + shapeText(argument)) ||
      !expect("'fortran_order': False"))
    return badUsage(where + " has header " + header + "; " + argument.name + " needs " + wanted + ", C order");
  size_t bytes = size_t(elementCount(argument) * elementBytes(argument.type));
  if (content.size() - start != bytes) return badUsage(where + " does not hold as many bytes as its header says");
  std::memcpy(target, content.data() + start, bytes);
  return {};
}

Result<std::string> readEntry(zip_t *archive, zip_uint64_t index, const std::string &where) {
  zip_stat_t stat;
  if (zip_stat_index(archive, index, 0, &stat)) return badUsage(where + " cannot be read");
  std::string content(stat.size, '\0');
  std::unique_ptr<zip_file_t, int (*)(zip_file_t *)> file(zip_fopen_index(archive, index, 0), zip_fclose);
  if (!file || zip_fread(file.get(), content.data(), stat.size) != zip_int64_t(stat.size))
    return badUsage(where + " cannot be read: the archive is damaged");
  return content;
}

}  // namespace

Status readNpz(const std::string &path, const std::vector<Argument> &arguments, const std::vector<char *> &targets) {
  int code = 0;
  std::unique_ptr<zip_t, void (*)(zip_t *)> archive(zip_open(path.c_str(), ZIP_RDONLY, &code), zip_discard);
  if (!archive) return badUsage(path + " is not an .npz archive that can be read");
  for (zip_int64_t entry = 0; entry < zip_get_num_entries(archive.get(), 0); ++entry) {
    std::string name = zip_get_name(archive.get(), zip_uint64_t(entry), 0), where = path + ": " + name;
    if (name.size() > 4 && name.ends_with(".npy")) name.resize(name.size() - 4);
    bool found = false;
    for (size_t i = 0, input = 0; i < arguments.size(); ++i) {
      if (arguments[i].isOutput) continue;
      if (arguments[i].name == name) {
        Result<std::string> content = readEntry(archive.get(), zip_uint64_t(entry), where);
        if (!content) return tl::unexpected(content.error());
        if (Status ok = copyArray(*content, where, arguments[i], targets[input]); !ok) return ok;
        found = true;
      }
      ++input;
    }
    if (!found) return badUsage(where + ": the program has no input of this name (they are arg0, arg1, ...)");
  }
  return {};
}

}  // namespace mlir_rl
