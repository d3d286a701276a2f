// The converter does the work; what is done here is to look at each hit of a label again, in the
// text around it. A hit that does not fit is converted once more by a second converter, which knows
// the rows but no labels.
//
// Tested by tests/stages/convert_test.cc.
#include "stages/convert/conversion.h"

#include <utility>

#include "dictionaries/han_regional.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

using dictionaries::HanPhrase;
using text::HanChange;
using Use = text::OverlayEntry::Use;

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
bool fits(const HanChange& hit, std::string_view source, std::string_view target) {
  const char32_t left = last_char(target, hit.target.from);
  const char32_t right = first_char(target, hit.target.to);
  if (left != 0 && left == first_char(target, hit.target.from)) return false;
  if (right != 0 && right == last_char(target, hit.target.to)) return false;
  const bool cuts_left = is_word(left) && is_word(first_char(source, hit.source.from));
  const bool cuts_right = is_word(right) && is_word(last_char(source, hit.source.to));
  return !cuts_left && !cuts_right;
}

Use use_of(dictionaries::HanUse use) {
  return use == dictionaries::HanUse::word    ? Use::word
         : use == dictionaries::HanUse::alone ? Use::alone
                                              : Use::always;
}

}  // namespace

Result<HanConversion> HanConversion::create(const HanWay& way,
                                            const std::vector<HanPhrase>& phrases,
                                            const std::vector<std::string>& words, bool flag_doubt,
                                            const std::filesystem::path& images) {
  HanConversion made(way, flag_doubt);
  std::vector<text::OverlayEntry> overlay;
  std::vector<HanPhrase> labels;
  for (const HanPhrase& phrase : phrases) {
    if (phrase.regional) {
      labels.push_back(phrase);
      continue;
    }
    overlay.push_back({phrase.from, phrase.to, !phrase.other.empty(), phrase.origin,
                       use_of(phrase.use), phrase.other});
    made.phrases_.push_back(phrase);
  }
  std::vector<text::OverlayEntry> cuts;
  cuts.reserve(words.size());
  for (const std::string& word : words) {
    cuts.push_back({word, {}, false, {}, Use::cut, {}});
  }
  std::vector<text::OverlayEntry> rows_and_cuts = overlay;
  rows_and_cuts.insert(rows_and_cuts.end(), cuts.begin(), cuts.end());
  Result<text::HanConverter> plain =
      text::HanConverter::create(way.config, std::move(rows_and_cuts), images);
  if (!plain) return tl::unexpected(plain.error());
  made.without_labels_ = *plain;
  made.converter_ = std::move(*plain);
  if (auto taken = made.take_labels(labels, std::move(overlay), cuts); !taken) {
    return tl::unexpected(taken.error());
  }
  for (const HanPhrase& phrase : made.phrases_) {
    made.rules_.push_back({phrase.regional ? "regional" : "overlay", phrase.origin});
  }
  return made;
}

// Labels that change nothing are asked for only where another one stands in them.
Result<void> HanConversion::take_labels(const std::vector<HanPhrase>& labels,
                                        std::vector<text::OverlayEntry> overlay,
                                        const std::vector<text::OverlayEntry>& cuts) {
  std::vector<HanPhrase> unchanged;
  for (const HanPhrase& label : labels) {
    const Result<text::Converted> usual = without_labels_->convert(label.from);
    if (!usual) return tl::unexpected(usual.error());
    if (usual->text == label.to) {
      unchanged.push_back(label);
    } else {
      overlay.push_back({label.from, label.to, false, label.origin, Use::name, {}});
      phrases_.push_back(label);
    }
  }
  keeping_from_ = phrases_.size();
  if (auto made = use(overlay, cuts); !made) return made;
  const std::size_t before = overlay.size();
  for (const HanPhrase& label : unchanged) {
    const Result<text::Converted> now = converter_->convert(label.from);
    if (!now) return tl::unexpected(now.error());
    if (now->text == label.to) continue;
    overlay.push_back({label.from, label.to, false, label.origin, Use::name, {}});
    phrases_.push_back(label);
  }
  return overlay.size() == before ? Result<void>() : use(overlay, cuts);
}

Result<void> HanConversion::use(std::vector<text::OverlayEntry> overlay,
                                const std::vector<text::OverlayEntry>& cuts) {
  overlay.insert(overlay.end(), cuts.begin(), cuts.end());
  Result<text::HanConverter> converter = without_labels_->with_overlay(std::move(overlay));
  if (!converter) return tl::unexpected(converter.error());
  converter_ = std::move(*converter);
  return {};
}

Result<HanPieces> HanConversion::convert(std::string_view source) const {
  Result<text::Converted> converted = converter_->convert(source, flag_doubt_);
  if (!converted) return tl::unexpected(converted.error());
  HanPieces found;
  const text::Converted& whole = found.texts.emplace_back(std::move(*converted));
  found.pieces.reserve(whole.changes.size());
  for (const HanChange& change : whole.changes) {
    if (!is_label(change) || stands(change, source, whole.text)) {
      found.pieces.push_back(piece_of(whole, change, 0));
      continue;
    }
    auto usual = without_labels_->convert(source.substr(change.source.from, change.source.size()),
                                          flag_doubt_);
    if (!usual) return tl::unexpected(usual.error());
    const text::Converted& parts = found.texts.emplace_back(std::move(*usual));
    for (const HanChange& part : parts.changes) {
      found.pieces.push_back(piece_of(parts, part, change.source.from));
    }
  }
  return found;
}

bool HanConversion::stands(const HanChange& label, std::string_view source,
                           std::string_view target) const {
  const bool keeps = static_cast<std::size_t>(label.overlay) >= keeping_from_;
  if (keeps || label.doubtful || !fits(label, source, target)) return false;
  const auto& context = phrases_[static_cast<std::size_t>(label.overlay)].context;
  return context == nullptr ||
         dictionaries::stands_in(*context, source, label.source.from, label.source.to);
}

bool HanConversion::is_label(const HanChange& change) const {
  return change.by == HanChange::By::overlay &&
         phrases_[static_cast<std::size_t>(change.overlay)].regional;
}

HanPiece HanConversion::piece_of(const text::Converted& converted, const HanChange& change,
                                 std::uint32_t shift) const {
  return {{change.source.from + shift, change.source.to + shift},
          std::string_view(converted.text).substr(change.target.from, change.target.size()),
          &rule_of(change),
          change.doubtful,
          converted.other(change)};
}

const Rule& HanConversion::rule_of(const HanChange& change) const {
  return change.by == HanChange::By::overlay ? rules_[static_cast<std::size_t>(change.overlay)]
                                             : script_;
}

}  // namespace medloom::stages
