// The scan for meta elements follows the prescan of the HTML standard, over 8 KiB instead of 1 KiB
// because pages put scripts and comments in front. It works on bytes, since nothing is decoded yet.
#include "text/charset_label.h"

#include <algorithm>
#include <array>
#include <utility>

namespace medloom::text {
namespace {

constexpr std::size_t kScanned = 8192;

constexpr std::pair<std::string_view, Charset> kLabels[] = {
    {"unicode-1-1-utf-8", Charset::utf8},
    {"unicode11utf8", Charset::utf8},
    {"unicode20utf8", Charset::utf8},
    {"utf-8", Charset::utf8},
    {"utf8", Charset::utf8},
    {"x-unicode20utf8", Charset::utf8},
    {"chinese", Charset::gb18030},
    {"csgb2312", Charset::gb18030},
    {"csiso58gb231280", Charset::gb18030},
    {"gb18030", Charset::gb18030},
    {"gb2312", Charset::gb18030},
    {"gb_2312", Charset::gb18030},
    {"gb_2312-80", Charset::gb18030},
    {"gbk", Charset::gb18030},
    {"iso-ir-58", Charset::gb18030},
    {"x-gbk", Charset::gb18030},
    {"big5", Charset::big5_hkscs},
    {"big5-hkscs", Charset::big5_hkscs},
    {"cn-big5", Charset::big5_hkscs},
    {"csbig5", Charset::big5_hkscs},
    {"x-x-big5", Charset::big5_hkscs},
    {"csshiftjis", Charset::shift_jis},
    {"ms932", Charset::shift_jis},
    {"ms_kanji", Charset::shift_jis},
    {"shift-jis", Charset::shift_jis},
    {"shift_jis", Charset::shift_jis},
    {"sjis", Charset::shift_jis},
    {"windows-31j", Charset::shift_jis},
    {"x-sjis", Charset::shift_jis},
    {"cseucpkdfmtjapanese", Charset::euc_jp},
    {"euc-jp", Charset::euc_jp},
    {"x-euc-jp", Charset::euc_jp},
    {"cseuckr", Charset::euc_kr},
    {"csksc56011987", Charset::euc_kr},
    {"euc-kr", Charset::euc_kr},
    {"iso-ir-149", Charset::euc_kr},
    {"korean", Charset::euc_kr},
    {"ks_c_5601-1987", Charset::euc_kr},
    {"ks_c_5601-1989", Charset::euc_kr},
    {"ksc5601", Charset::euc_kr},
    {"ksc_5601", Charset::euc_kr},
    {"windows-949", Charset::euc_kr},
    {"ansi_x3.4-1968", Charset::windows_1252},
    {"ascii", Charset::windows_1252},
    {"cp1252", Charset::windows_1252},
    {"cp819", Charset::windows_1252},
    {"csisolatin1", Charset::windows_1252},
    {"ibm819", Charset::windows_1252},
    {"iso-8859-1", Charset::windows_1252},
    {"iso-ir-100", Charset::windows_1252},
    {"iso8859-1", Charset::windows_1252},
    {"iso88591", Charset::windows_1252},
    {"iso_8859-1", Charset::windows_1252},
    {"iso_8859-1:1987", Charset::windows_1252},
    {"l1", Charset::windows_1252},
    {"latin1", Charset::windows_1252},
    {"us-ascii", Charset::windows_1252},
    {"windows-1252", Charset::windows_1252},
    {"x-cp1252", Charset::windows_1252},
};

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// The value behind "charset=" in `text` (lower case), which quotes may enclose.
std::string charset_parameter(std::string_view text) {
  constexpr std::string_view kName = "charset";
  for (std::size_t at = text.find(kName); at != std::string_view::npos; at = text.find(kName, at)) {
    at += kName.size();
    std::string_view rest = trim(text.substr(at));
    if (!rest.starts_with('=')) continue;
    rest = trim(rest.substr(1));
    if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'')) {
      return std::string(rest.substr(1, rest.find(rest.front(), 1) - 1));
    }
    return std::string(rest.substr(0, rest.find_first_of("; \t\r\n\f,")));
  }
  return {};
}

// The attributes of a tag, one after the other.
class AttributeReader {
 public:
  // `tag` begins behind the tag's name.
  explicit AttributeReader(std::string_view tag) : rest_(tag) {}

  std::string name;   // lower case
  std::string value;  // lower case

  bool next() {
    while (!rest_.empty() && (is_blank(rest_.front()) || rest_.front() == '/')) rest_.remove_prefix(1);
    if (rest_.empty() || rest_.front() == '>' || rest_.front() == '?') return false;
    name = lower(take(rest_.find_first_of("= \t\n\v\f\r/>", 1)));
    value.clear();
    const std::string_view behind = trim(rest_);
    if (!behind.starts_with('=')) return true;
    rest_ = behind.substr(1);
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    value = lower(trim(take_value()));
    return true;
  }

 private:
  std::string_view take(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(taken.size());
    return taken;
  }

  std::string_view take_value() {
    if (rest_.empty() || (rest_.front() != '"' && rest_.front() != '\'')) {
      return take(rest_.find_first_of(" \t\n\v\f\r>"));
    }
    const char quote = take(1).front();
    const std::string_view taken = take(rest_.find(quote));
    take(1);
    return taken;
  }

  std::string_view rest_;
};

std::string label_of_meta(std::string_view attributes) {
  std::string label;
  std::string content;
  bool is_content_type = false;
  for (AttributeReader reader(attributes); reader.next();) {
    if (reader.name == "charset" && label.empty()) label = reader.value;
    if (reader.name == "content" && content.empty()) content = reader.value;
    if (reader.name == "http-equiv") is_content_type = reader.value == "content-type";
  }
  return label.empty() && is_content_type ? charset_parameter(content) : label;
}

std::string label_of_xml(std::string_view attributes) {
  for (AttributeReader reader(attributes); reader.next();) {
    if (reader.name == "encoding") return reader.value;
  }
  return {};
}

// True if `tag`, which begins with "<", is that of the element `name` (lower case).
bool is_tag(std::string_view tag, std::string_view name) {
  if (tag.size() <= name.size() + 1 || lower(tag.substr(1, name.size())) != name) return false;
  const char next = tag[name.size() + 1];
  return is_blank(next) || next == '/';
}

}  // namespace

std::string_view name_of(Charset charset) {
  constexpr std::array<std::string_view, 9> kNames = {
      "UTF-8",     "UTF-16LE", "UTF-16BE", "GB18030",     "Big5-HKSCS",
      "Shift_JIS", "EUC-JP",   "EUC-KR",   "windows-1252"};
  return kNames[static_cast<std::size_t>(charset)];
}

std::optional<Charset> charset_of_label(std::string_view label) {
  const std::string wanted = lower(trim(label));
  for (const auto& [name, charset] : kLabels) {
    if (name == wanted) return charset;
  }
  return std::nullopt;
}

std::string label_in_content_type(std::string_view value) {
  const std::string text = lower(trim(value));
  if (std::string label = charset_parameter(text); !label.empty()) return label;
  return text.find_first_of("/;= ") == std::string::npos ? text : std::string();
}

std::vector<std::string> labels_in_markup(std::string_view page) {
  page = page.substr(0, kScanned);
  std::vector<std::string> labels;
  const auto add = [&labels](std::string label) {
    if (!label.empty()) labels.push_back(std::move(label));
  };
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at)) {
    const std::string_view tag = page.substr(at);
    if (tag.starts_with("<!--")) {
      at = page.find("-->", at + 2);  // "<!-->" is a whole comment
      if (at == std::string_view::npos) break;
      continue;
    }
    if (is_tag(tag, "meta")) add(label_of_meta(tag.substr(5)));
    if (is_tag(tag, "?xml")) add(label_of_xml(tag.substr(5)));
    ++at;
  }
  return labels;
}

}  // namespace medloom::text
