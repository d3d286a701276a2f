// The converter does the work; what is done here is to look at each hit of a label again, in the
// text around it. A hit that does not fit is converted once more by a second converter, which knows
// the rows but no labels.
//
// Tested by tests/stages/convert_test.cc.
#include "stages/convert/conversion.h"

#include <utility>

#include "text/utf8.h"

namespace medloom::stages {
namespace {

using dictionaries::HanPhrase;
using text::HanSegment;

char32_t first_char(std::string_view text, std::size_t at) {
  return at < text.size() ? text::code_point_at(text, at).value : 0;
}

char32_t last_char(std::string_view text, std::size_t end) {
  if (end == 0) return 0;
  do --end;
  while (end > 0 && !text::is_char_boundary(text, end));
  return first_char(text, end);
}

bool is_word(char32_t c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

// Whether a label is a word of its own where it was found.
bool fits(const HanSegment& hit, std::string_view source, std::string_view target) {
  const char32_t left = last_char(target, hit.target.from);
  const char32_t right = first_char(target, hit.target.to);
  if (left != 0 && left == first_char(target, hit.target.from)) return false;
  if (right != 0 && right == last_char(target, hit.target.to)) return false;
  const bool cuts_left = is_word(left) && is_word(first_char(source, hit.source.from));
  const bool cuts_right = is_word(right) && is_word(last_char(source, hit.source.to));
  return !cuts_left && !cuts_right;
}

}  // namespace

Result<HanConversion> HanConversion::create(const HanWay& way, std::vector<HanPhrase> phrases,
                                            bool flag_doubt) {
  HanConversion made(way, flag_doubt);
  std::vector<text::OverlayEntry> overlay;
  for (const HanPhrase& phrase : phrases) {
    if (phrase.regional) continue;
    overlay.push_back({phrase.from, phrase.to, false, phrase.origin});
    made.phrases_.push_back(phrase);
  }
  Result<text::HanConverter> plain = text::HanConverter::create(way.config, overlay);
  if (!plain) return tl::unexpected(plain.error());
  const std::size_t rows = overlay.size();
  for (const HanPhrase& phrase : phrases) {
    if (!phrase.regional) continue;
    const Result<text::Converted> usual = plain->convert(phrase.from);
    if (!usual) return tl::unexpected(usual.error());
    if (usual->text == phrase.to) continue;
    overlay.push_back({phrase.from, phrase.to, false, phrase.origin});
    made.phrases_.push_back(phrase);
  }
  made.without_labels_ = *plain;
  if (overlay.size() == rows) {
    made.converter_ = std::move(*plain);
    return made;
  }
  Result<text::HanConverter> converter = text::HanConverter::create(way.config, std::move(overlay));
  if (!converter) return tl::unexpected(converter.error());
  made.converter_ = std::move(*converter);
  return made;
}

Result<std::vector<HanPiece>> HanConversion::convert(std::string_view source) const {
  const Result<text::Converted> converted = converter_->convert(source);
  if (!converted) return tl::unexpected(converted.error());
  std::vector<HanPiece> pieces;
  for (const HanSegment& segment : converted->segments) {
    if (!is_label(segment) || (!segment.doubtful && fits(segment, source, converted->text))) {
      pieces.push_back(piece_of(*converted, segment, 0));
      continue;
    }
    const auto usual =
        without_labels_->convert(source.substr(segment.source.from, segment.source.size()));
    if (!usual) return tl::unexpected(usual.error());
    for (const HanSegment& part : usual->segments) {
      pieces.push_back(piece_of(*usual, part, segment.source.from));
    }
  }
  return pieces;
}

bool HanConversion::is_label(const HanSegment& segment) const {
  return segment.by == HanSegment::By::overlay &&
         phrases_[static_cast<std::size_t>(segment.overlay)].regional;
}

HanPiece HanConversion::piece_of(const text::Converted& converted, const HanSegment& segment,
                                 std::uint32_t shift) const {
  return {{segment.source.from + shift, segment.source.to + shift},
          converted.text.substr(segment.target.from, segment.target.size()),
          rule_of(segment),
          segment.doubtful && flag_doubt_,
          segment.other};
}

Rule HanConversion::rule_of(const HanSegment& segment) const {
  if (segment.by != HanSegment::By::overlay) return {"script", {}};
  const HanPhrase& phrase = phrases_[static_cast<std::size_t>(segment.overlay)];
  return {phrase.regional ? "regional" : "overlay", phrase.origin};
}

}  // namespace medloom::stages
