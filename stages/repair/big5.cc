// `mojibake`: Big5 that was read as Latin-1 or windows-1252, `µh¸g` for 痛經.
//
// A word, up to the next blank, goes back to bytes and is read as Big5, with the words behind it
// that are of the same kind. They are mended only where all of them is pairs of the level that
// holds the 5,401 frequent characters, at least one sign that no text in Latin letters has (¤ ¦ ¨ ¬
// ¯ ´ ¶ ¸) is among them, and either a pair ends in an ASCII letter or there are four pairs and
// more. So `µg°C·h` stays. Where characters are lost, a word is flagged and stays.
//
// Cost: a word is looked at when its first two pairs look right, and up to 400 bytes of it.
#include <algorithm>

#include "stages/repair/characters.h"
#include "stages/repair/rules.h"
#include "stages/repair/windows_1252.h"
#include "text/legacy_decoder.h"

namespace medloom::stages::repair {
namespace {

constexpr std::uint32_t kLongest = 400;
constexpr std::string_view kSigns = "\xA4\xA6\xA8\xAC\xAF\xB4\xB6\xB8";

bool is_frequent_lead(int byte) { return byte >= 0xA4 && byte <= 0xC6; }
bool is_trail(int byte) { return (byte >= 0x40 && byte <= 0x7E) || (byte >= 0xA1 && byte <= 0xFE); }

struct Word {
  std::uint32_t end = 0;
  std::string bytes;
  bool readable = false;  // every character is a byte
  bool lost = false;      // U+FFFD or a control stands in it
};

Word word_at(std::string_view text, std::uint32_t at) {
  Word word;
  word.readable = true;
  for (std::size_t pos = at; pos < text.size() && pos - at < kLongest;) {
    if (is_blank(text[pos])) break;
    const char32_t c = text::decode_at(text, pos);
    const int byte = windows_1252_byte(c);
    word.lost = word.lost || c == text::kReplacementCharacter || (c >= 0x80 && c <= 0x9F);
    word.readable = word.readable && byte >= 0x40;
    word.bytes += static_cast<char>(byte);
    word.end = static_cast<std::uint32_t>(pos);
  }
  return word;
}

struct Pairs {
  std::size_t count = 0;
  bool letter = false;  // one of them ends in an ASCII letter
  bool sign = false;    // one of them begins with a sign that is no text by itself
  bool all = false;     // and nothing else

  void add(const Pairs& more) {
    count += more.count;
    letter = letter || more.letter;
    sign = sign || more.sign;
  }
};

Pairs pairs_of(std::string_view bytes) {
  Pairs pairs;
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    const int trail = static_cast<unsigned char>(bytes[i + 1]);
    if (!is_frequent_lead(static_cast<unsigned char>(bytes[i])) || !is_trail(trail)) break;
    ++pairs.count;
    pairs.letter = pairs.letter || is_letter(static_cast<char32_t>(trail));
    pairs.sign = pairs.sign || kSigns.find(bytes[i]) != kSigns.npos;
  }
  pairs.all = i == bytes.size();
  return pairs;
}

}  // namespace

void mend_big5(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::string_view text = passage.text;
  if (at > 0 && !is_blank(text[at - 1])) return;
  const Word first = word_at(text, at);
  Pairs pairs = pairs_of(first.bytes);
  if (first.lost && pairs.count >= 3 && pairs.letter && pairs.sign) {
    findings.flag({{at, first.end},
                   FlagKind::encoding,
                   RuleName::mojibake,
                   "looks like Big5 read as Latin-1, with characters lost",
                   {}});
    return;
  }
  if (!first.readable || !pairs.all) return;
  // Words behind it that are pairs throughout vouch for it, and it for them.
  std::string bytes = first.bytes;
  std::uint32_t end = first.end;
  while (end < text.size() && end - at < kLongest) {
    const Word next = word_at(text, end + 1);
    const Pairs more = pairs_of(next.bytes);
    if (!next.readable || !more.all || more.count == 0) break;
    pairs.add(more);
    bytes += text[end] + next.bytes;
    end = next.end;
  }
  if (pairs.count < 2 || !pairs.sign || !(pairs.letter || pairs.count >= 4)) return;
  const text::Transcript read = text::transcode(text::Charset::big5_hkscs, bytes);
  if (read.replaced_bytes == 0) findings.replace({at, end}, read.text, RuleName::mojibake);
}

}  // namespace medloom::stages::repair
