// A short article is content, so both signs are asked for: little text beside the navigation, and a
// line that *is* an error phrase or starts with a status number. "404 patients took part" in an
// article of three sentences is neither.
#include "stages/extract/error_page.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <string>

#include "text/utf8.h"

namespace medloom::stages {
namespace {

constexpr std::size_t kLittle = 200;  // code points, navigation aside

// In lower case; a line is one of them, or starts with one and a status number stands before it.
constexpr std::array<std::string_view, 24> kPhrases = {"not found",
                                                       "page not found",
                                                       "forbidden",
                                                       "access denied",
                                                       "bad gateway",
                                                       "service unavailable",
                                                       "internal server error",
                                                       "gateway time-out",
                                                       "just a moment...",
                                                       "attention required!",
                                                       "error",
                                                       "页面不存在",
                                                       "页面未找到",
                                                       "找不到页面",
                                                       "页面找不到",
                                                       "您访问的页面不存在",
                                                       "访问验证",
                                                       "安全验证",
                                                       "人机验证",
                                                       "拒绝访问",
                                                       "頁面不存在",
                                                       "找不到頁面",
                                                       "找不到網頁",
                                                       "拒絕存取"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_error_line(std::string_view text) {
  std::string line(text);
  std::ranges::transform(line, line.begin(), [](unsigned char c) { return std::tolower(c); });
  std::string_view rest = line;
  if (rest.starts_with("error ")) rest.remove_prefix(6);
  const bool status = rest.size() >= 3 && (rest[0] == '4' || rest[0] == '5') && is_digit(rest[1]) &&
                      is_digit(rest[2]) && (rest.size() == 3 || !is_digit(rest[3]));
  if (status) rest.remove_prefix(3);
  rest.remove_prefix(std::min(rest.find_first_not_of(" -:|"), rest.size()));
  if (rest.empty()) return status;
  return std::ranges::any_of(kPhrases, [&](std::string_view phrase) {
    return rest == phrase || (status && rest.starts_with(phrase));
  });
}

}  // namespace

bool is_error_page(const Document& document, const Drafts& drafts,
                   const std::vector<std::string_view>& navigation) {
  std::size_t size = 0;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (i < navigation.size() && !navigation[i].empty()) continue;
    size += text::count_code_points(drafts[i].block.text.view());
    if (size > kLittle) return false;
  }
  if (const Fact* title = document.fact("title"); title && is_error_line(title->value()))
    return true;
  return std::ranges::any_of(
      drafts, [](const Draft& draft) { return is_error_line(draft.block.text.view()); });
}

}  // namespace medloom::stages
