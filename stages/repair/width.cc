// `width`: full-width letters and digits become ASCII, as they are read anyway: Ｖｉｔａｍｉｎ,
// １２０. `radical`: radicals that a PDF reader or a font took for the ideograph of the same shape,
// ⼼ for 心.
//
// Punctuation is the writer's: Chinese keeps its full-width marks. Only what belongs to a number
// goes with it, the decimal point between two digits and the percent sign behind one. Signs of
// comparison, ranges and circled or superscript digits are never touched: no compatibility
// normalisation (NFKC) is done anywhere.
//
// Of the Kangxi radicals all have one ideograph of their own; of the supplement only those whose
// form is a whole Simplified character are mended, the others are parts of characters.
#include <array>
#include <optional>

#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

constexpr char32_t kFullWidth = 0xFEE0;  // distance to ASCII

bool is_full_width_digit(char32_t c) { return c >= 0xFF10 && c <= 0xFF19; }

bool is_full_width_letter(char32_t c) {
  return (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
}

bool is_any_digit(char32_t c) { return is_digit(c) || is_full_width_digit(c); }

// The ASCII character that the full-width one at `at` stands for, or 0 where it keeps its width.
char half_width(std::string_view text, std::uint32_t at) {
  const char32_t c = char_at(text, at);
  const bool mark_of_number =
      (c == 0xFF0E && is_any_digit(char_before(text, at)) && is_any_digit(char_at(text, at + 3))) ||
      (c == 0xFF05 && is_any_digit(char_before(text, at)));
  if (!is_full_width_digit(c) && !is_full_width_letter(c) && !mark_of_number) return 0;
  return static_cast<char>(c - kFullWidth);
}

// U+2F00 to U+2FD5, in order; 青 in its form of today.
constexpr std::u16string_view kKangxi =
    u"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山"
    u"巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙"
    u"牛"
    u"犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色"
    u"艸"
    u"虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香"
    u"馬"
    u"骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
static_assert(kKangxi.size() == 214);

struct Supplement {
  char16_t radical;
  char16_t ideograph;
};
constexpr std::array kSupplement = {
    Supplement{u'⺠', u'民'}, Supplement{u'⻅', u'见'}, Supplement{u'⻆', u'角'},
    Supplement{u'⻉', u'贝'}, Supplement{u'⻋', u'车'}, Supplement{u'⻓', u'长'},
    Supplement{u'⻔', u'门'}, Supplement{u'⻘', u'青'}, Supplement{u'⻙', u'韦'},
    Supplement{u'⻚', u'页'}, Supplement{u'⻛', u'风'}, Supplement{u'⻜', u'飞'},
    Supplement{u'⻝', u'食'}, Supplement{u'⻢', u'马'}, Supplement{u'⻣', u'骨'},
    Supplement{u'⻤', u'鬼'}, Supplement{u'⻥', u'鱼'}, Supplement{u'⻦', u'鸟'},
    Supplement{u'⻨', u'麦'}, Supplement{u'⻩', u'黄'}, Supplement{u'⻬', u'齐'},
    Supplement{u'⻮', u'齿'}, Supplement{u'⻰', u'龙'}, Supplement{u'⻳', u'龟'},
};

std::optional<char32_t> ideograph_of(char32_t radical) {
  if (radical >= 0x2F00 && radical <= 0x2FD5) return kKangxi[radical - 0x2F00];
  for (const Supplement& entry : kSupplement) {
    if (entry.radical == radical) return entry.ideograph;
  }
  return std::nullopt;
}

}  // namespace

void mend_width(const Passage& passage, std::uint32_t at, Findings& findings) {
  std::string after;
  std::uint32_t to = at;
  for (; const char half = half_width(passage.text, to); to += 3) after += half;
  if (to > at) findings.replace({at, to}, std::move(after), RuleName::width);
}

void mend_radical(const Passage& passage, std::uint32_t at, Findings& findings) {
  const std::optional<char32_t> ideograph = ideograph_of(char_at(passage.text, at));
  if (!ideograph) return;
  std::string after;
  text::append_utf8(after, *ideograph);
  findings.replace({at, at + 3}, std::move(after), RuleName::radical);
}

}  // namespace medloom::stages::repair
