#pragma once

/// \file
/// A vector with room for N elements in itself: copying it copies bytes, no allocation.

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>
#include <initializer_list>

namespace mlir_rl {

/// Plain values only. Growing beyond N is a broken invariant: callers refuse what does not fit.
template <class T, int N>
class InlineVector {
 public:
  InlineVector() = default;
  InlineVector(std::initializer_list<T> values) {
    for (const T &value : values) push_back(value);
  }
  template <class Range>
  explicit InlineVector(const Range &values) {
    for (const auto &value : values) push_back(value);
  }

  static constexpr int capacity() { return N; }
  int size() const { return size_; }
  bool empty() const { return size_ == 0; }
  void clear() { size_ = 0; }
  void push_back(const T &value) {
    assert(size_ < N);
    data_[size_++] = value;
  }
  void pop_back() { --size_; }
  void resize(int size, const T &value = T()) {
    assert(size <= N);
    for (int i = size_; i < size; ++i) data_[i] = value;
    size_ = size;
  }
  T &operator[](int i) { return data_[i]; }
  const T &operator[](int i) const { return data_[i]; }
  T &back() { return data_[size_ - 1]; }
  const T &back() const { return data_[size_ - 1]; }
  T *begin() { return data_.data(); }
  T *end() { return data_.data() + size_; }
  const T *begin() const { return data_.data(); }
  const T *end() const { return data_.data() + size_; }
  bool operator==(const InlineVector &other) const { return std::equal(begin(), end(), other.begin(), other.end()); }

 private:
  std::array<T, N> data_{};
  int32_t size_ = 0;
};

}  // namespace mlir_rl
