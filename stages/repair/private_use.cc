// `private-use`: characters that only their own font can show. Where the language says which old
// standard put them there, the real character takes their place: GB 18030 in Simplified text, the
// Hong Kong supplement in text of Hong Kong. All others stay and are flagged, in Traditional text
// of no known region with the character that the supplement has there.
#include "text/private_use.h"
#include "stages/repair/characters.h"
#include "stages/repair/rules.h"

namespace medloom::stages::repair {
namespace {

std::string written(char32_t c) {
  std::string out;
  if (c != 0) text::append_utf8(out, c);
  return out;
}

}  // namespace

void mend_private_use(const Passage& passage, std::uint32_t at, Findings& findings) {
  const text::CodePoint point = text::code_point_at(passage.text, at);
  if (!text::is_private_use(point.value)) return;
  const Span here{at, at + point.size};
  const bool hong_kong = passage.language.ends_with("-HK");
  const bool simplified = passage.language.starts_with("zh-Hans");
  const char32_t real = simplified        ? text::real_char_of_gb18030(point.value)
                        : passage.chinese ? text::real_char_of_hkscs(point.value)
                                          : 0;
  if (real != 0 && (simplified || hong_kong)) {
    return findings.replace(here, written(real), RuleName::private_use);
  }
  findings.flag({here, FlagKind::encoding, RuleName::private_use,
                 "a character that only its own font can show",
                 real != 0 ? std::vector<std::string>{written(real)} : std::vector<std::string>{}});
}

}  // namespace medloom::stages::repair
