// The order of decisions, the surest first:
//  1. a byte order mark;
//  2. the pattern of UTF-16;
//  3. bytes that no text has: rejected;
//  4. valid UTF-8, its last character possibly torn; UTF-8 with less than 2 % damage;
//  5. pages made of UTF-8 and something else: each stretch by itself;
//  6. a declared set, if it reads without damage and not clearly worse than the best reading;
//  7. the best reading: of all sets, the one whose characters are likeliest.
// What none of them can read (other alphabets' sets, noise) is rejected rather than garbled.
// Steps 4 and 5 come before 6 because valid UTF-8 of any length is no accident, and a wrong
// declaration is.
#include "text/charset.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "text/byte_kind.h"
#include "text/byte_stretch.h"
#include "text/charset_declaration.h"
#include "text/charset_label.h"
#include "text/charset_ranking.h"
#include "text/legacy_decoder.h"
#include "text/mixed_decoder.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

struct Utf8Quality {
  std::size_t good = 0;       // well-formed sequences of more than one byte
  std::size_t long_ones = 0;  // those of more than two bytes
  std::size_t bad = 0;
};
Utf8Quality utf8_quality(std::string_view bytes) {
  Utf8Quality quality;
  for (std::size_t pos = 0; pos < bytes.size();) {
    const CodePoint point = code_point_at(bytes, pos);
    pos += point.size;
    quality.good += point.valid && point.size > 1;
    quality.long_ones += point.valid && point.size > 2;
    quality.bad += !point.valid && pos < bytes.size();  // a torn end is no damage
  }
  return quality;
}

bool is_nearly_utf8(const Utf8Quality& quality) {
  return quality.bad == 0 || (quality.good > 20 && quality.bad * 50 < quality.good);
}

// Of the byte order marks at the start; templates put several there.
std::size_t size_of_marks(std::string_view text) {
  constexpr std::string_view kMark = "\uFEFF";
  std::size_t size = 0;
  while (text.substr(size).starts_with(kMark)) size += kMark.size();
  return size;
}

class Decision {
 public:
  Decision(std::string_view bytes, const CharsetHints& hints) : bytes_(bytes) {
    if (std::string label = label_in_content_type(hints.http); !label.empty()) {
      labels_.push_back({"http", std::move(label)});
    }
    for (std::string& label : labels_in_markup(bytes)) {
      labels_.push_back({"markup", std::move(label)});
    }
  }

  Result<Decoded> make() {
    if (bytes_.empty()) return fail(ErrorCode::rejected, "empty input");
    if (auto decoded = by_mark_or_pattern()) return *std::move(decoded);
    if (const std::string why = why_not_text(bytes_); !why.empty()) {
      return fail(ErrorCode::rejected, "not text: " + why);
    }
    if (auto decoded = as_utf8()) return *std::move(decoded);
    if (has_utf8_parts(bytes_)) return as_mixed();
    return by_likelihood();
  }

 private:
  struct Label {
    const char* source;
    std::string name;
  };

  std::optional<Decoded> by_mark_or_pattern() {
    if (const auto charset = charset_of_bom(bytes_)) {
      if (*charset != Charset::utf8 || is_nearly_utf8(utf8_quality(bytes_))) {
        return finish(*charset, "bom");
      }
      bytes_.remove_prefix(3);  // a template put the mark of one file before the text of another
    } else if (const auto pattern = utf16_by_pattern(bytes_)) {
      return finish(*pattern, "utf-16 pattern");
    }
    return std::nullopt;
  }

  std::optional<Decoded> as_utf8() const {
    const Utf8Quality quality = utf8_quality(bytes_);
    if (is_utf8_by_chance(quality)) return std::nullopt;
    if (quality.bad == 0 && quality.good > 0) return finish(Charset::utf8, "utf-8");
    if (std::none_of(bytes_.begin(), bytes_.end(), is_high)) return finish(Charset::utf8, "ascii");
    if (is_nearly_utf8(quality) && quality.good > 0) return finish(Charset::utf8, "nearly utf-8");
    return std::nullopt;
  }

  // A few words of GBK can be well-formed two-byte sequences (一些 is "һЩ"). Believes the
  // declaration if it makes them common characters.
  bool is_utf8_by_chance(const Utf8Quality& quality) const {
    constexpr std::size_t kFew = 8;
    constexpr double kCommon = -8.5;
    if (quality.good == 0 || quality.good > kFew || quality.long_ones > 0) return false;
    return std::any_of(labels_.begin(), labels_.end(), [this](const Label& label) {
      const auto charset = charset_of_label(label.name);
      if (charset != Charset::gb18030 && charset != Charset::big5_hkscs) return false;
      const Reading reading = CharsetModel::instance().read(*charset, foreign_sample(bytes_));
      return reading.damaged == 0 && reading.per_character() > kCommon;
    });
  }

  Decoded as_mixed() const {
    std::string foreign;
    for_each_stretch(
        bytes_, [](std::string_view) {},
        [&foreign](std::string_view stretch) {
          if (!is_valid_utf8(stretch)) foreign.append(stretch).append(1, '\n');
        });
    const std::vector<CharsetChoice> choices = rank_charsets(foreign);
    const Charset legacy =
        choices[0].charset != Charset::utf8 ? choices[0].charset : choices[1].charset;
    MixedTranscript mixed = transcode_mixed(legacy, bytes_);
    const bool is_mixed = mixed.legacy_bytes > 0;
    Decoded decoded = finish(mixed.utf8_bytes >= mixed.legacy_bytes ? Charset::utf8 : legacy,
                             is_mixed ? "mixed" : "nearly utf-8", std::move(mixed.transcript));
    decoded.doubtful |= is_mixed;
    return decoded;
  }

  Result<Decoded> by_likelihood() const {
    const std::vector<CharsetChoice> choices = rank_charsets(bytes_);
    for (const Label& label : labels_) {
      const auto charset = charset_of_label(label.name);
      if (!charset || *charset == Charset::utf8) continue;
      // Servers send this label by default; it says nothing.
      if (*charset == Charset::windows_1252 && label.source == std::string_view("http")) continue;
      if (!is_nearly_best(*charset, choices)) continue;
      Transcript transcript = transcode(*charset, bytes_);
      if (transcript.replaced_bytes > 0) continue;
      return finish(*charset, label.source, std::move(transcript));
    }
    if (is_unreadable(choices[0])) {
      return fail(ErrorCode::rejected, "no character set that is read here fits the bytes");
    }
    Decoded decoded = finish(choices[0].charset, "statistics");
    decoded.doubtful |= is_close_call(choices);
    return decoded;
  }

  Decoded finish(Charset charset, std::string reason) const {
    return finish(charset, std::move(reason), transcode(charset, bytes_));
  }

  Decoded finish(Charset charset, std::string reason, Transcript transcript) const {
    Decoded decoded;
    decoded.text = std::move(transcript.text);
    decoded.dropped_nuls = static_cast<std::uint32_t>(std::erase(decoded.text, '\0'));
    decoded.text.erase(0, size_of_marks(decoded.text));
    decoded.declared = labels_.empty() ? std::string() : labels_.front().name;
    decoded.used = name_of(charset);
    decoded.reason = std::move(reason);
    decoded.replaced_bytes = static_cast<std::uint32_t>(transcript.replaced_bytes);
    decoded.torn_bytes = static_cast<std::uint32_t>(transcript.torn_bytes);
    decoded.contradicted = contradicts_a_label(charset, decoded.reason == "ascii");
    const auto high = std::count_if(bytes_.begin(), bytes_.end(), is_high);
    decoded.doubtful = transcript.replaced_bytes * 100 > static_cast<std::size_t>(high);
    return decoded;
  }

  // ASCII is the same in all of them.
  bool contradicts_a_label(Charset used, bool is_ascii) const {
    return !is_ascii && std::any_of(labels_.begin(), labels_.end(), [used](const Label& label) {
      const auto declared = charset_of_label(label.name);
      return declared && *declared != used;
    });
  }

  std::string_view bytes_;
  std::vector<Label> labels_;
};

}  // namespace

Result<Decoded> decode(std::string_view bytes, const CharsetHints& hints) {
  return Decision(bytes, hints).make();
}

}  // namespace medloom::text
