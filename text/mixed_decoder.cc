// A stretch is read both ways and the better price wins; ties go to UTF-8.
#include "text/mixed_decoder.h"

#include "text/byte_stretch.h"
#include "text/charset_model.h"
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

}  // namespace

bool has_utf8_parts(std::string_view bytes) {
  constexpr std::size_t kFewestInStretch = 2;
  constexpr std::size_t kFewestInAll = 6;
  std::size_t found = 0;
  for_each_stretch(
      bytes, [](std::string_view) {},
      [&found](std::string_view stretch) {
        const std::size_t count = cjk_characters(stretch);
        if (count >= kFewestInStretch) found += count;
      });
  return found >= kFewestInAll;
}

MixedTranscript transcode_mixed(Charset legacy, std::string_view bytes) {
  const CharsetModel& model = CharsetModel::instance();
  MixedTranscript out;
  Transcript& whole = out.transcript;
  for_each_stretch(
      bytes, [&](std::string_view ascii) { whole.text.append(ascii); },
      [&](std::string_view stretch) {
        const bool is_utf8 =
            model.read(Charset::utf8, stretch).price >= model.read(legacy, stretch).price;
        const Transcript part = transcode(is_utf8 ? Charset::utf8 : legacy, stretch);
        whole.text.append(part.text);
        whole.replaced_bytes += part.replaced_bytes;
        (is_utf8 ? out.utf8_bytes : out.legacy_bytes) += stretch.size();
        if (part.torn_bytes == 0) return;
        // A stretch that is cut within the page is damage, not a torn end.
        if (stretch.data() + stretch.size() == bytes.data() + bytes.size()) {
          whole.torn_bytes = part.torn_bytes;
        } else {
          append_utf8(whole.text, kReplacementCharacter);
          whole.replaced_bytes += part.torn_bytes;
        }
      });
  return out;
}

}  // namespace medloom::text
