// A stretch is read both ways and the better price wins; ties go to UTF-8.
#include "text/mixed_decoder.h"

#include <string>

#include "text/byte_stretch.h"
#include "text/charset_model.h"
#include "text/charset_utf8.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

// Three-byte characters from U+3000 on (CJK punctuation, kana, Han). Two of them that fill a
// stretch occur by chance about once in a million stretches of GBK.
std::size_t cjk_characters(std::string_view stretch) {
  std::size_t count = 0;
  for (std::size_t pos = 0; pos < stretch.size();) {
    const CodePoint point = code_point_at(stretch, pos);
    if (!point.valid) return 0;
    count += point.value >= 0x3000 && point.size == 3;
    pos += point.size;
  }
  return count;
}

// Several common characters and no damage. One or two are as likely to be what is left of others,
// and in a set of one byte a character anything is text.
bool is_certain(Charset charset, const Reading& reading) {
  constexpr std::size_t kFewest = 3;
  constexpr double kCommon = -9;
  return charset != Charset::windows_1252 && reading.damaged == 0 &&
         reading.characters >= kFewest && reading.per_character() > kCommon;
}

bool is_mostly_utf8(std::string_view bytes) {
  std::size_t utf8 = 0;
  std::size_t other = 0;
  for (StretchReader reader(bytes); !reader.at_end();) {
    reader.ascii();
    const std::string_view stretch = reader.foreign();
    (survey_utf8(stretch).is_valid() ? utf8 : other) += stretch.size();
  }
  return utf8 >= other;
}

bool is_surely_utf8(std::string_view stretch) { return cjk_characters(stretch) > 1; }

// Decides how the stretches of a page are read, which are shown to it in order.
class Chooser {
 public:
  Chooser(Charset legacy, std::string_view bytes)
      : legacy_(legacy), on_utf8_page_(is_mostly_utf8(bytes)) {}

  // `here` stands before the stretch.
  bool is_utf8(StretchReader here) {
    const std::string_view stretch = StretchReader(here).foreign();
    if (is_surely_utf8(stretch)) {
      in_region_ = false;
      return true;
    }
    if (!in_region_) is_certain_ = is_region_certain(here);
    in_region_ = true;
    const Reading reading = read_as(legacy_, stretch);
    if (on_utf8_page_ && !is_certain_ && !is_certain(legacy_, reading)) return true;
    return read_as(Charset::utf8, stretch).price >= reading.price;
  }

 private:
  // A region reaches to the next stretch that is surely UTF-8. Its words vouch for one another.
  bool is_region_certain(StretchReader reader) const {
    std::string region;
    for (; !reader.at_end(); reader.ascii()) {
      const std::string_view stretch = reader.foreign();
      if (is_surely_utf8(stretch)) break;
      region.append(stretch).append(1, '\n');
    }
    return is_certain(legacy_, read_as(legacy_, region));
  }

  Charset legacy_;
  bool on_utf8_page_;
  bool in_region_ = false;
  bool is_certain_ = false;  // of the region
};

}  // namespace

bool has_utf8_parts(std::string_view bytes) {
  constexpr std::size_t kFewestInStretch = 2;
  constexpr std::size_t kFewestInAll = 6;
  std::size_t found = 0;
  for (StretchReader reader(bytes); !reader.at_end() && found < kFewestInAll;) {
    reader.ascii();
    const std::size_t count = cjk_characters(reader.foreign());
    if (count >= kFewestInStretch) found += count;
  }
  return found >= kFewestInAll;
}

MixedTranscript transcode_mixed(Charset legacy, std::string_view bytes) {
  Chooser chooser(legacy, bytes);
  MixedTranscript out;
  Transcript& whole = out.transcript;
  for (StretchReader reader(bytes); !reader.at_end();) {
    whole.text.append(reader.ascii());
    const bool read_as_utf8 = chooser.is_utf8(reader);
    const std::string_view stretch = reader.foreign();
    const Transcript part = transcode(read_as_utf8 ? Charset::utf8 : legacy, stretch);
    whole.text.append(part.text);
    whole.replaced_bytes += part.replaced_bytes;
    (read_as_utf8 ? out.utf8_bytes : out.legacy_bytes) += stretch.size();
    if (part.torn_bytes == 0) continue;
    // A stretch that is cut within the page is damage, not a torn end.
    if (reader.at_end()) {
      whole.torn_bytes = part.torn_bytes;
    } else {
      append_utf8(whole.text, kReplacementCharacter);
      whole.replaced_bytes += part.torn_bytes;
    }
  }
  return out;
}

}  // namespace medloom::text
