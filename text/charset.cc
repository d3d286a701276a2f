// The order of decisions, the surest first:
//  1. a byte order mark;
//  2. the pattern of UTF-16;
//  3. bytes that no text has: rejected;
//  4. valid UTF-8, its last character possibly torn;
//  5. pages made of UTF-8 and something else, be it damage: each stretch by itself; and other UTF-8
//     with less than 2 % damage;
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
#include "text/charset_utf8.h"
#include "text/legacy_decoder.h"
#include "text/mixed_decoder.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

// Of the byte order marks at the start; templates put several there.
std::size_t size_of_marks(std::string_view text) {
  constexpr std::string_view kMark = "\uFEFF";
  std::size_t size = 0;
  while (text.substr(size).starts_with(kMark)) size += kMark.size();
  return size;
}

class Decision {
 public:
  Decision(std::string_view bytes, const CharsetHints& hints)
      : bytes_(bytes), survey_(survey_utf8(bytes)) {
    if (std::string label = label_in_content_type(hints.http); !label.empty()) {
      labels_.push_back({"http", std::move(label)});
    }
    for (std::string& label : labels_in_markup(bytes)) {
      labels_.push_back({"markup", std::move(label)});
    }
  }

  Result<Decoded> make() {
    if (bytes_.empty()) return fail(ErrorCode::rejected, "empty input");
    if (auto decoded = by_mark()) return *std::move(decoded);
    if (auto decoded = by_utf16_pattern()) return *std::move(decoded);
    if (const std::string why = why_not_text(bytes_); !why.empty()) {
      return fail(ErrorCode::rejected, "not text: " + why);
    }
    if (auto decoded = as_utf8()) return *std::move(decoded);
    if (has_utf8_parts(bytes_)) return as_mixed();
    if (!survey_.is_valid() && survey_.is_nearly_valid()) {
      return finish(Charset::utf8, "nearly utf-8");
    }
    return by_likelihood();
  }

 private:
  struct Label {
    const char* source;
    std::string name;
  };

  std::optional<Decoded> by_mark() {
    const auto charset = charset_of_bom(bytes_);
    if (!charset) return std::nullopt;
    if (*charset != Charset::utf8 || survey_.is_valid()) return finish(*charset, "bom");
    bytes_.remove_prefix(3);  // a template put the mark of one file before the text of another
    survey_ = survey_utf8(bytes_);
    return std::nullopt;
  }

  // Without NULs UTF-16 is not valid UTF-8.
  std::optional<Decoded> by_utf16_pattern() const {
    if (survey_.is_valid() && bytes_.find('\0') == std::string_view::npos) return std::nullopt;
    const auto charset = utf16_by_pattern(bytes_);
    if (!charset) return std::nullopt;
    return finish(*charset, "utf-16 pattern");
  }

  std::optional<Decoded> as_utf8() const {
    if (survey_.good > 0 && survey_.is_valid() && !is_utf8_by_chance()) {
      const std::size_t torn = torn_utf8_tail(bytes_);
      const std::string_view whole = bytes_.substr(0, bytes_.size() - torn);
      return finish(Charset::utf8, "utf-8", {std::string(whole), 0, torn});
    }
    if (find_high(bytes_, 0) == bytes_.size()) return finish(Charset::utf8, "ascii");
    return std::nullopt;
  }

  // A few words of GBK can be well-formed two-byte sequences (一些 is "һЩ"). Believes the
  // declaration if it makes them common characters; without one they must be far likelier so.
  bool is_utf8_by_chance() const {
    constexpr std::size_t kFew = 8;
    constexpr double kCommon = -8.5;
    constexpr double kFarLikelier = 4;
    if (survey_.good > kFew || survey_.long_ones > 0) return false;
    const std::string sample = foreign_sample(bytes_);
    const auto is_common_in = [&sample](Charset charset) {
      const Reading reading = read_as(charset, sample);
      return reading.damaged == 0 && reading.per_character() > kCommon;
    };
    for (const Label& label : labels_) {
      const auto charset = charset_of_label(label.name);
      if (charset == Charset::utf8) return false;
      if (charset != Charset::gb18030 && charset != Charset::big5_hkscs) continue;
      if (is_common_in(*charset)) return true;
    }
    return is_common_in(Charset::gb18030) &&
           read_as(Charset::gb18030, sample).price >
               read_as(Charset::utf8, sample).price + kFarLikelier;
  }

  Decoded as_mixed() const {
    std::string foreign;
    for (StretchReader reader(bytes_); !reader.at_end();) {
      reader.ascii();
      const std::string_view stretch = reader.foreign();
      if (!is_valid_utf8(stretch)) foreign.append(stretch).append(1, '\n');
    }
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
    if (decoded.text.find('\0') != std::string::npos) {
      decoded.dropped_nuls = static_cast<std::uint32_t>(std::erase(decoded.text, '\0'));
    }
    decoded.text.erase(0, size_of_marks(decoded.text));
    decoded.declared = labels_.empty() ? std::string() : labels_.front().name;
    decoded.used = name_of(charset);
    decoded.reason = std::move(reason);
    decoded.replaced_bytes = static_cast<std::uint32_t>(transcript.replaced_bytes);
    decoded.torn_bytes = static_cast<std::uint32_t>(transcript.torn_bytes);
    decoded.contradicted = contradicts_a_label(charset, decoded.reason == "ascii");
    decoded.doubtful = decoded.replaced_bytes > 0 && is_much_damage(decoded.replaced_bytes);
    return decoded;
  }

  bool is_much_damage(std::size_t replaced_bytes) const {
    const auto high = std::count_if(bytes_.begin(), bytes_.end(), is_high);
    return replaced_bytes * 100 > static_cast<std::size_t>(high);
  }

  // ASCII is the same in all of them.
  bool contradicts_a_label(Charset used, bool is_ascii) const {
    return !is_ascii && std::any_of(labels_.begin(), labels_.end(), [used](const Label& label) {
      const auto declared = charset_of_label(label.name);
      return declared && *declared != used;
    });
  }

  std::string_view bytes_;
  Utf8Survey survey_;  // of bytes_
  std::vector<Label> labels_;
};

}  // namespace

Result<Decoded> decode(std::string_view bytes, const CharsetHints& hints) {
  return Decision(bytes, hints).make();
}

}  // namespace medloom::text
