// Tested by tests/io/dedup_test.cc.
#include "io/dedup/text_store.h"

#include <array>

#include "io/spill/item_key.h"

namespace medloom::dedup {

void TextPlace::put(std::string& item) const {
  for (const std::uint64_t number : {at, id, asked, rest}) put_number(item, number);
}

TextPlace TextPlace::take(std::string_view& item) {
  TextPlace place;
  for (std::uint64_t* number : {&place.at, &place.id, &place.asked, &place.rest}) {
    *number = take_number(item);
  }
  return place;
}

Result<TextPlace> TextStore::put(std::string_view id, const BareParts& parts) {
  TextPlace place{0, id.size(), parts.asked.size(), parts.rest.size()};
  bool first = true;
  for (const std::string_view piece : {id, parts.asked, parts.rest}) {
    auto at = file_.append(piece);
    if (!at) return tl::unexpected(at.error());
    if (first) place.at = *at;
    first = false;
  }
  return place;
}

Result<StoredText> TextStore::get(const TextPlace& place) {
  std::string bytes(place.id + place.asked + place.rest, '\0');
  auto read = file_.read(place.at, bytes.data(), bytes.size());
  if (!read) return tl::unexpected(read.error());
  return StoredText(std::move(bytes), place);
}

Result<std::uint64_t> NumberColumn::get(std::uint64_t row) {
  std::array<char, 8> bytes{};
  if (auto read = file_.read(row * bytes.size(), bytes.data(), bytes.size()); !read) {
    return tl::unexpected(read.error());
  }
  std::string_view item(bytes.data(), bytes.size());
  return take_number(item);
}

Result<void> NumberColumn::set(std::uint64_t row, std::uint64_t number) {
  std::string bytes;
  put_number(bytes, number);
  return file_.write(row * bytes.size(), bytes);
}

}  // namespace medloom::dedup
