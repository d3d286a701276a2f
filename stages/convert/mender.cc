// Tested by tests/stages/convert_mend_test.cc.
#include "stages/convert/mender.h"

#include <string>
#include <utility>

#include "text/utf8.h"

namespace medloom::stages {

Mender::Mender(std::vector<dictionaries::HanPhrase> rows) : rows_(std::move(rows)) {
  std::vector<std::u32string> keys;
  for (const dictionaries::HanPhrase& row : rows_) {
    keys.push_back(text::to_utf32(row.from));
    rules_.push_back({"mend", row.origin});
  }
  keys_ = text::DoubleArray(keys);
}

std::vector<HanPiece> Mender::mend(std::string_view text) const {
  std::vector<HanPiece> pieces;
  if (rows_.empty()) return pieces;
  std::u32string characters;
  std::vector<std::uint32_t> offsets;
  for (std::size_t pos = 0; pos < text.size();) {
    offsets.push_back(static_cast<std::uint32_t>(pos));
    characters += text::decode_at(text, pos);
  }
  offsets.push_back(static_cast<std::uint32_t>(text.size()));
  for (std::size_t at = 0; at < characters.size();) {
    std::size_t longest = at;
    std::uint32_t row = 0;
    keys_.matches(characters, at, [&](std::uint32_t key, std::size_t end) {
      longest = end;
      row = key;
    });
    if (longest == at) {
      ++at;
      continue;
    }
    if (rows_[row].from != rows_[row].to) {
      pieces.push_back({{offsets[at], offsets[longest]}, rows_[row].to, &rules_[row], false, {}});
    }
    at = longest;
  }
  return pieces;
}

}  // namespace medloom::stages
