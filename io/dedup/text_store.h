// Texts and numbers in temporary files, read again by their place. Thread-safety: one thread at a
// time.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "io/dedup/likeness.h"
#include "io/spill/temp_file.h"

namespace medloom::dedup {

// Where an id and the two parts of a text lie, one behind the other.
struct TextPlace {
  std::uint64_t at = 0;
  std::uint64_t id = 0;  // and so on: their sizes
  std::uint64_t asked = 0;
  std::uint64_t rest = 0;

  static constexpr std::size_t kBytes = 32;
  void put(std::string& item) const;
  static TextPlace take(std::string_view& item);
};

class StoredText {
 public:
  StoredText() = default;
  StoredText(std::string bytes, const TextPlace& place) : bytes_(std::move(bytes)), place_(place) {}

  std::string_view id() const { return std::string_view(bytes_).substr(0, place_.id); }
  BareParts parts() const {
    const std::string_view text = std::string_view(bytes_).substr(place_.id);
    return {text.substr(0, place_.asked), text.substr(place_.asked)};
  }

 private:
  std::string bytes_;
  TextPlace place_;
};

class TextStore {
 public:
  explicit TextStore(TempFile file) : file_(std::move(file)) {}

  Result<TextPlace> put(std::string_view id, const BareParts& parts);
  Result<StoredText> get(const TextPlace& place);

 private:
  TempFile file_;
};

// A number for each row; zero where none was set.
class NumberColumn {
 public:
  explicit NumberColumn(TempFile file) : file_(std::move(file)) {}

  Result<std::uint64_t> get(std::uint64_t row);
  Result<void> set(std::uint64_t row, std::uint64_t number);

 private:
  TempFile file_;
};

}  // namespace medloom::dedup
