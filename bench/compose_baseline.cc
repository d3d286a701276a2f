// Each library is used as its manual shows it, made once and kept for all pages. Text nodes of less
// than 40 bytes are left out, as the usual short filter against menus.
#include "bench/compose_baseline.h"

#include <cstring>

#include <libxml/HTMLparser.h>
#include <opencc/opencc.h>
#include <re2/re2.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <nlohmann/json.hpp>

#include "bench/literal_baseline.h"

namespace medloom::bench {
namespace {

constexpr std::size_t kShortestText = 40;

// What cleaning of scraped pages asks for, one pattern after the other.
constexpr const char* kPatterns[] = {
    "[ \\t\\x{3000}\\x{00A0}]+",
    "<[^<>]{0,200}>",
    "&nbsp;|&#160;",
    "https?://[\\w./?=&%#-]+",
    "[\\w.+-]+@[\\w-]+\\.[\\w.]+",
    "1[3-9]\\d{9}",
    "\\d{3,4}-\\d{7,8}",
    "(?:责任编辑|編輯|来源|來源)[:：]\\s*\\S+",
    "点击(?:查看|进入).{0,12}",
    "[!！]{2,}",
    "[?？]{2,}",
    "[,，]{2,}",
    "[。.]{3,}",
    "\\(\\s*\\)|（\\s*）",
    "\\[\\d+\\]",
    "【[^】]{0,20}】",
    "([0-9])~([0-9])",
    "[\\x{200B}-\\x{200F}\\x{FEFF}]",
    "\\s+$",
    "\\n{2,}",
};

bool is_left_out(const char* name) {
  for (const char* unwanted : {"script", "style", "nav", "footer", "form"}) {
    if (std::strcmp(name, unwanted) == 0) return true;
  }
  return false;
}

void append_text(const xmlNode* node, std::string& out) {
  for (; node != nullptr; node = node->next) {
    if (node->type == XML_ELEMENT_NODE) {
      if (!is_left_out(reinterpret_cast<const char*>(node->name))) append_text(node->children, out);
    } else if (node->type == XML_TEXT_NODE) {
      const std::string_view text = reinterpret_cast<const char*>(node->content);
      if (text.size() >= kShortestText) out.append(text).append("\n");
    }
  }
}

std::string text_of(const std::string& html) {
  constexpr int kOptions = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                           HTML_PARSE_NONET | static_cast<int>(XML_PARSE_HUGE);
  htmlDocPtr tree =
      htmlReadMemory(html.data(), static_cast<int>(html.size()), "", "UTF-8", kOptions);
  std::string text;
  if (tree != nullptr) append_text(tree->children, text);
  xmlFreeDoc(tree);
  return text;
}

}  // namespace

struct ComposeBaseline::Parts {
  Parts(const std::string& config, const std::vector<std::string>& term_list)
      : converter(config + ".json"), terms(term_list) {
    UErrorCode status = U_ZERO_ERROR;
    normal_form = icu::Normalizer2::getNFKCInstance(status);
    for (const char* pattern : kPatterns) patterns.push_back(std::make_unique<RE2>(pattern));
  }

  const icu::Normalizer2* normal_form = nullptr;
  std::vector<std::unique_ptr<RE2>> patterns;
  opencc::SimpleConverter converter;
  LiteralBaseline terms;
};

ComposeBaseline::ComposeBaseline(const std::string& config, const std::vector<std::string>& terms)
    : parts_(std::make_unique<Parts>(config, terms)) {}

ComposeBaseline::~ComposeBaseline() = default;

std::string ComposeBaseline::process(const std::string& page, bool is_html) {
  const std::string text = is_html ? text_of(page) : page;
  std::string clean;
  icu::StringByteSink<std::string> sink(&clean);
  UErrorCode status = U_ZERO_ERROR;
  parts_->normal_form->normalizeUTF8(
      0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
      status);
  for (const auto& pattern : parts_->patterns) RE2::GlobalReplace(&clean, *pattern, " ");
  const std::string converted = parts_->converter.Convert(clean);
  const nlohmann::json record = {{"url", "https://www.example.com/article/12345.html"},
                                 {"question", converted.substr(0, 60)},
                                 {"answer", converted},
                                 {"terms", parts_->terms.count(converted)}};
  return record.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace medloom::bench
