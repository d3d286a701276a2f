// Tested by tests/text/han_converter_test.cc.
#include "text/han_phrases.h"

#include <unordered_map>
#include <utility>

#include "text/utf8.h"

namespace medloom::text {

Result<HanPhrases> HanPhrases::create(std::vector<OverlayEntry> entries) {
  HanPhrases made;
  made.entries_ = std::move(entries);
  made.rivals_.resize(made.entries_.size());
  std::unordered_map<std::string_view, const OverlayEntry*> known;
  std::vector<std::u32string> keys;
  for (const OverlayEntry& entry : made.entries_) {
    const auto wrong = [&entry](std::string message) {
      return fail(ErrorCode::configuration, std::move(message), entry.origin);
    };
    const bool needs_to = entry.use != OverlayEntry::Use::cut;
    if (entry.from.empty() || (needs_to && entry.to.empty()))
      return wrong("an overlay phrase is empty");
    if (!is_valid_utf8(entry.from) || !is_valid_utf8(entry.to)) {
      return wrong("an overlay phrase is not valid utf-8");
    }
    if (entry.use != OverlayEntry::Use::always && entry.use != OverlayEntry::Use::name) continue;
    const auto [first, fresh] = known.try_emplace(entry.from, &entry);
    if (!fresh && first->second->to != entry.to) {
      return wrong("'" + entry.from + "' becomes '" + entry.to + "' here, but '" +
                   first->second->to + "' in " + first->second->origin);
    }
    if (!fresh) continue;
    made.numbers_.push_back(static_cast<std::uint32_t>(&entry - made.entries_.data()));
    made.in_ascii_ = made.in_ascii_ || static_cast<unsigned char>(entry.from[0]) < 0x80;
    keys.push_back(to_utf32(entry.from));
  }
  made.keys_ = DoubleArray(keys);
  return made;
}

HanPiece HanPhrases::piece(const HanToken& token) const {
  const std::size_t number = numbers_[static_cast<std::size_t>(token.overlay)];
  const OverlayEntry& entry = entries_[number];
  return {token.from,         token.to,
          to_utf32(entry.to), static_cast<std::int32_t>(number),
          entry.doubtful,     to_utf32(rivals_[number])};
}

}  // namespace medloom::text
