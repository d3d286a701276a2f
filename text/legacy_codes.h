// One code of a legacy character set, asked of ICU's converter and corrected where browsers differ:
// characters that ICU still gives private-use code points have their real ones, and 0x80 is € in
// GB18030. ICU's "gb2312" is never used: it reads GBK bytes as other characters.
// Not thread-safe: a converter has state.
#pragma once

#include <memory>
#include <string_view>

#include "text/charset_label.h"

namespace medloom::text {

struct LegacyCode {
  char32_t c = 0;     // 0: no character
  char32_t mark = 0;  // a combining mark that belongs to it (four letters of Big5-HKSCS), or 0
};

class LegacyCodes {
 public:
  explicit LegacyCodes(Charset charset);
  ~LegacyCodes();
  LegacyCodes(const LegacyCodes&) = delete;
  LegacyCodes& operator=(const LegacyCodes&) = delete;

  // The character that exactly these one to four bytes stand for.
  LegacyCode operator()(std::string_view bytes) const;

 private:
  struct Converter;

  char32_t convert(std::string_view bytes) const;

  Charset charset_;
  std::unique_ptr<Converter> converter_;
};

}  // namespace medloom::text
