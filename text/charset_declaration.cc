// The scan for meta elements follows the prescan of the HTML standard, over 8 KiB instead of 1 KiB
// because pages put scripts and comments in front. It works on bytes, since nothing is decoded yet.
#include "text/charset_declaration.h"

#include "text/ascii.h"

namespace medloom::text {
namespace {

constexpr std::size_t kScanned = 8192;

// The value behind "charset=" in `text` (lower case), which quotes may enclose.
std::string charset_parameter(std::string_view text) {
  constexpr std::string_view kName = "charset";
  for (std::size_t at = text.find(kName); at != std::string_view::npos; at = text.find(kName, at)) {
    at += kName.size();
    std::string_view rest = trim_ascii(text.substr(at));
    if (!rest.starts_with('=')) continue;
    rest = trim_ascii(rest.substr(1));
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
    while (!rest_.empty() && (is_ascii_space(rest_.front()) || rest_.front() == '/'))
      rest_.remove_prefix(1);
    if (rest_.empty() || rest_.front() == '>' || rest_.front() == '?') return false;
    name = ascii_lower(take(rest_.find_first_of("= \t\n\v\f\r/>", 1)));
    value.clear();
    const std::string_view behind = trim_ascii(rest_);
    if (!behind.starts_with('=')) return true;
    rest_ = behind.substr(1);
    while (!rest_.empty() && is_ascii_space(rest_.front())) rest_.remove_prefix(1);
    value = ascii_lower(trim_ascii(take_value()));
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
  if (tag.size() <= name.size() + 1 || ascii_lower(tag.substr(1, name.size())) != name)
    return false;
  const char next = tag[name.size() + 1];
  return is_ascii_space(next) || next == '/';
}

}  // namespace

std::string label_in_content_type(std::string_view value) {
  const std::string text = ascii_lower(trim_ascii(value));
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
