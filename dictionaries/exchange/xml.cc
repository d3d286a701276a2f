// pugixml reads a document type declaration and skips it, but a file that declares entities wants
// them expanded, and without that its text would be wrong: it is refused. Depth is counted over the
// bytes before parsing, so that no walk over the tree can run deep.
//
// Tested by tests/dictionaries/exchange/xml_test.cc.
#include "dictionaries/exchange/xml.h"

#include <algorithm>

#include "text/ascii.h"
#include "text/markup_escape.h"

namespace medloom::dictionaries {
namespace {

constexpr std::size_t kMaxDepth = 100;

std::size_t line_of(std::string_view bytes, std::size_t offset) {
  const auto end = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(offset, bytes.size()));
  return static_cast<std::size_t>(std::count(bytes.begin(), end, '\n')) + 1;
}

// Where elements nest deeper than they may; bytes.size() where they nowhere do.
std::size_t too_deep_at(std::string_view bytes) {
  std::size_t depth = 0;
  for (std::size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at)) {
    const std::string_view rest = bytes.substr(at);
    const std::string_view until = rest.starts_with("<!--")        ? "-->"
                                   : rest.starts_with("<![CDATA[") ? "]]>"
                                                                   : ">";
    const std::size_t end = bytes.find(until, at);
    if (end == std::string_view::npos) break;
    const bool plain = rest.size() > 1 && rest[1] != '!' && rest[1] != '?';
    if (plain && rest[1] == '/') {
      if (depth > 0) --depth;
    } else if (plain && bytes[end - 1] != '/') {
      if (++depth > kMaxDepth) return at;
    }
    at = end;
  }
  return bytes.size();
}

// The text below a node but for that of the elements named, without white space at its ends.
std::string text_without(pugi::xml_node node, std::initializer_list<std::string_view> left_out) {
  std::string out;
  pugi::xml_node at = node.first_child();
  while (at) {
    if (at.type() == pugi::node_pcdata || at.type() == pugi::node_cdata) out += at.value();
    const bool opened = std::find(left_out.begin(), left_out.end(), at.name()) == left_out.end();
    if (opened && at.first_child()) {
      at = at.first_child();
      continue;
    }
    while (at && at != node && !at.next_sibling()) at = at.parent();
    if (!at || at == node) break;
    at = at.next_sibling();
  }
  return std::string(text::trim_ascii(out));
}

}  // namespace

bool XmlFile::parse(std::string_view bytes, const std::string& name, Problems& problems) {
  bytes_ = bytes;
  name_ = name;
  const auto refuse = [&](std::size_t offset, std::string message) {
    problems.push_back({ErrorCode::configuration, std::move(message),
                        name + ":" + std::to_string(line_of(bytes, offset))});
    return false;
  };
  if (const std::size_t at = bytes.find("<!ENTITY"); at != std::string_view::npos) {
    return refuse(at, "declares entities, which are not expanded; take them out");
  }
  if (const std::size_t at = too_deep_at(bytes); at < bytes.size()) {
    return refuse(at, "elements nest deeper than " + std::to_string(kMaxDepth));
  }
  const pugi::xml_parse_result result = document_.load_buffer(
      bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  if (!result) {
    return refuse(static_cast<std::size_t>(std::max<std::ptrdiff_t>(result.offset, 0)),
                  std::string("no XML: ") + text::ascii_lower(result.description()));
  }
  if (!root()) return refuse(0, "no XML: there is no element");
  return true;
}

std::string XmlFile::where(pugi::xml_node node) const {
  const std::ptrdiff_t offset = node.offset_debug();
  return name_ + ":" +
         std::to_string(line_of(bytes_, offset < 0 ? 0 : static_cast<std::size_t>(offset)));
}

std::string xml_text(std::string_view text) {
  std::string plain(text);
  // Control characters are none of XML's.
  std::replace_if(
      plain.begin(), plain.end(),
      [](unsigned char c) { return c < 0x20 && !text::is_ascii_space(static_cast<char>(c)); }, ' ');
  return text::escape_markup(plain);
}

std::string text_of(pugi::xml_node node) { return text_without(node, {}); }

std::string segment_text_of(pugi::xml_node seg) {
  return text_without(seg, {"bpt", "ept", "it", "ph", "ut"});
}

std::string language_of(pugi::xml_node node) {
  const pugi::xml_attribute tag = node.attribute("xml:lang");
  return tag ? tag.value() : node.attribute("lang").value();
}

}  // namespace medloom::dictionaries
