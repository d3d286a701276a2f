// A walk with a stack of its own finds every object that has a "@type", however it is nested
// (@graph, mainEntity, arrays). Of those that describe the page the facts are read; of questions
// and answers only whether the page shows them: by letters, most of their sentences must stand in
// its text.
//
// A value keeps its place: where its bytes stand in the script as they are, it is copied from
// there; where they are written otherwise (escapes, a line break that mending took), it is read
// from the string that says it.
#include "stages/extract/structured_data.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "stages/extract/html_facts.h"
#include "stages/extract/line.h"
#include "text/ascii.h"

namespace medloom::stages {
namespace {

using Json = nlohmann::json;
using text::HtmlNode;
using text::HtmlTag;
using text::HtmlTree;

constexpr std::size_t kDeepest = 64;
// A page of thousands of answers or articles is not searched for each of them.
constexpr std::size_t kMostFacts = 32;
constexpr std::size_t kMostAnswers = 64;
constexpr std::size_t kMostSentencesRead = 8;
constexpr std::size_t kMostDoubts = 8;
constexpr std::size_t kShownNote = 80;         // bytes of a text that a doubt shows
constexpr std::size_t kShortSentence = 12;     // bytes of letters: too short to prove anything
constexpr std::size_t kLongestSearched = 256;  // bytes of letters; more of them tell no more
constexpr double kMostSentences = 0.7;

bool is_blank(char c) { return static_cast<unsigned char>(c) <= ' '; }

// Letters and digits alone, in lower case, without tags: what two writings of a text share.
std::string letters_of(std::string_view text) {
  std::string letters;
  bool in_tag = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '<') in_tag = true;
    if (!in_tag && (byte >= 0x80 || std::isalnum(byte) != 0)) {
      letters += text::ascii_lower(c);
    }
    if (c == '>') in_tag = false;
  }
  return letters;
}

// Where the next mark stands that ends a sentence or begins a tag: one walk, so that a text which
// has one of the marks in every sentence is not searched to its end for the others.
std::size_t end_of_sentence(std::string_view text) {
  static constexpr std::array<std::string_view, 3> kWide = {"。", "？", "！"};
  for (std::size_t at = 1; at < text.size(); ++at) {
    at = text.find_first_of(".?!\n<\xE3\xEF", at);
    if (at == std::string_view::npos) break;
    const auto here = text.substr(at);
    const bool lead = here[0] == '\xE3' || here[0] == '\xEF';
    if (!lead || std::ranges::any_of(kWide, [&](auto mark) { return here.starts_with(mark); })) {
      return at;
    }
  }
  return text.size();
}

// The first of them, without those too short to prove anything.
std::vector<std::string> sentences_of(std::string_view text) {
  std::vector<std::string> sentences;
  while (!text.empty() && sentences.size() < kMostSentencesRead) {
    const std::size_t end = end_of_sentence(text);
    std::string letters = letters_of(text.substr(0, end));
    if (letters.size() > kLongestSearched) letters.resize(kLongestSearched);
    if (letters.size() >= kShortSentence) sentences.push_back(std::move(letters));
    text.remove_prefix(end);
  }
  return sentences;
}

bool has_type(const Json& object, std::string_view wanted) {
  const auto type = object.find("@type");
  if (type == object.end()) return false;
  const auto is_it = [&](const Json& name) {
    return name.is_string() && name.get_ref<const std::string&>().ends_with(wanted);
  };
  if (is_it(*type)) return true;
  return type->is_array() && std::ranges::any_of(*type, is_it);
}

const std::string* string_in(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? &found->get_ref<const std::string&>()
                                                     : nullptr;
}

// "Lin", {"name": "Lin"}, [{"name": "Lin"}, …]: the first.
const std::string* name_in(const Json& object, const char* key) {
  auto found = object.find(key);
  if (found == object.end()) return nullptr;
  const Json* value = &*found;
  if (value->is_array() && !value->empty()) value = &value->front();
  if (value->is_string()) return &value->get_ref<const std::string&>();
  return value->is_object() ? string_in(*value, "name") : nullptr;
}

// Whether a string's bytes are not those that it says.
bool is_written_otherwise(std::string_view written) {
  return std::ranges::any_of(
      written, [](char c) { return c == '\\' || static_cast<unsigned char>(c) < ' '; });
}

// Whether a colon follows what ends before `at`.
bool is_json_key(std::string_view json, std::size_t at) {
  while (at < json.size() && is_blank(json[at])) ++at;
  return at < json.size() && json[at] == ':';
}

// The last character of the comment at `at`, or `at` itself where none begins. The wrapper of old
// pages ends at its bracket.
std::size_t end_of_json_comment(std::string_view json, std::size_t at) {
  constexpr std::string_view kWrapper = "//<![CDATA[";
  if (json.substr(at).starts_with(kWrapper)) return at + kWrapper.size() - 1;
  const bool block = json[at + 1] == '*';
  if (!block && json[at + 1] != '/') return at;
  const std::size_t end = json.find(block ? "*/" : "\n", at + 2);
  return end == std::string_view::npos ? json.size() - 1 : end + (block ? 1 : 0);
}

// What the strings of a script say, and where each stands between its quotation marks: of equal
// ones the first that is no key. One walk over the script.
class JsonStrings {
 public:
  explicit JsonStrings(std::string_view json) {
    for (std::size_t at = 0; at < json.size(); ++at) {
      if (json[at] == '/' && at + 1 < json.size()) {
        at = end_of_json_comment(json, at);
      } else if (json[at] == '"') {
        const std::size_t from = at + 1;
        for (at = from; at < json.size() && json[at] != '"'; ++at) at += json[at] == '\\' ? 1 : 0;
        if (at >= json.size()) return;
        if (is_json_key(json, at + 1)) continue;
        places_.try_emplace(meant(json.substr(from, at - from)),
                            Span{static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(at)});
      }
    }
  }

  std::optional<Span> find(const std::string& value) const {
    const auto found = places_.find(value);
    return found == places_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  // Mending makes a space of a line break, so they are alike here.
  static std::string meant(std::string_view written) {
    if (!is_written_otherwise(written)) return std::string(written);
    std::string quoted = '"' + std::string(written) + '"';
    std::ranges::replace_if(quoted, is_blank, ' ');
    const Json read = Json::parse(quoted, nullptr, false);
    return read.is_string() ? read.get<std::string>() : std::string(written);
  }

  std::unordered_map<std::string, Span> places_;
};

class StructuredData {
 public:
  StructuredData(const Drafts& drafts, DocumentEditor& editor) : editor_(editor) {
    for (const Draft& draft : drafts) shown_ += letters_of(draft.block.text.view());
  }

  void read(std::string_view bytes, Span source) {
    bytes_ = bytes;
    source_ = source;
    strings_.reset();
    Json json = Json::parse(bytes, nullptr, false, true);
    if (json.is_discarded()) json = Json::parse(mended_json(bytes), nullptr, false, true);
    if (!json.is_discarded()) walk(json);
  }

  std::vector<StructuredDoubt> take_doubts() { return std::move(doubts_); }

 private:
  void walk(const Json& root) {
    std::vector<std::pair<const Json*, std::size_t>> open = {{&root, 0}};
    while (!open.empty()) {
      const auto [json, depth] = open.back();
      open.pop_back();
      if (json->is_object()) look_at(*json);
      if (depth == kDeepest || !json->is_structured()) continue;
      std::vector<const Json*> children;
      for (const Json& child : *json) children.push_back(&child);
      std::ranges::reverse(children);  // the first is looked at first
      for (const Json* child : children) open.emplace_back(child, depth + 1);
    }
  }

  void look_at(const Json& object) {
    if (has_type(object, "BreadcrumbList")) return breadcrumb(object);
    if (has_type(object, "Answer")) return answer(object);
    const bool page =
        has_type(object, "Page") || has_type(object, "Article") || has_type(object, "Posting");
    if (!page) return;
    add_date("published", string_in(object, "datePublished"));
    add_date("modified", string_in(object, "dateModified"));
    add_date("reviewed", string_in(object, "lastReviewed"));
    add_person("author", name_in(object, "author"));
    add_person("reviewer", name_in(object, "reviewedBy"));
    add("site-name", name_in(object, "publisher"));
    add("license", name_in(object, "license"));
    add("headline", string_in(object, "headline"));
  }

  // Two days for one event are a doubt; the page's own word stands.
  void add_date(std::string_view name, const std::string* value) {
    constexpr std::size_t kDay = 10;  // "2020-04-23"
    const Fact* stated = editor_.document().fact(name);
    const bool differs = value != nullptr && stated != nullptr && value->size() >= kDay &&
                         stated->value().size() >= kDay &&
                         stated->value().substr(0, kDay) != value->substr(0, kDay);
    if (differs) return doubt(std::string(name) + "-disagrees", "JSON-LD says " + *value);
    add(name, value);
  }

  // Somebody whom the page does not name is a doubt.
  void add_person(std::string_view name, const std::string* value) {
    if (value == nullptr || people_++ >= kMostFacts || !can_be_name(*value)) return;
    const Fact* stated = editor_.document().fact(name);
    std::string letters = letters_of(*value);
    if (letters.size() > kLongestSearched) letters.resize(kLongestSearched);
    const bool agrees = shown_.find(letters) != std::string::npos ||
                        (stated != nullptr && letters_of(stated->value()) == letters);
    if (!agrees) return doubt(std::string(name) + "-only-in-json-ld", shortened(*value));
    add(name, value);
  }

  void doubt(std::string rule, std::string note) {
    const bool known = std::ranges::any_of(doubts_, [&](const StructuredDoubt& other) {
      return other.rule == rule && other.note == note;
    });
    if (!known && doubts_.size() < kMostDoubts) {
      doubts_.push_back({std::move(rule), std::move(note)});
    }
  }

  void add(std::string_view name, const std::string* value) {
    if (value == nullptr || value->find_first_not_of(" \t\n") == std::string::npos) return;
    Text text;
    append(*value, text);
    add(name, std::move(text));
  }

  void add(std::string_view name, Text text) {
    if (facts_++ >= kMostFacts) return;
    editor_.add_fact({std::string(name), trimmed(std::move(text)), "json-ld"});
  }

  void append(const std::string& value, Text& text) {
    if (!strings_) strings_.emplace(bytes_);
    const std::optional<Span> at = strings_->find(value);
    if (!at) return text.append_read(value, source_, editor_.intern_reading(value));
    const Span page{source_.from + at->from, source_.from + at->to};
    if (bytes_.substr(at->from, at->size()) == value) return text.append_copied(value, page.from);
    text.append_read(value, page, editor_.intern_reading(value));
  }

  void breadcrumb(const Json& object) {
    const auto list = object.find("itemListElement");
    if (list == object.end() || !list->is_array()) return;
    constexpr std::string_view kBetween = " > ";
    Text path;
    std::uint32_t behind = 0;  // the farthest place in the page that a step came from
    for (const Json& entry : *list) {
      if (!entry.is_object()) continue;
      const std::string* name = string_in(entry, "name");
      if (name == nullptr) name = name_in(entry, "item");
      if (name == nullptr) continue;
      if (!path.empty()) {
        path.append_read(kBetween, {behind, behind}, editor_.intern_reading(kBetween));
      }
      append(*name, path);
      if (!path.runs().empty()) behind = std::max(behind, path.runs().back().page.to);
    }
    if (path.view().find_first_not_of(" \t\n") != std::string_view::npos) {
      add("breadcrumb", std::move(path));
    }
  }

  void answer(const Json& object) {
    const std::string* text = string_in(object, "text");
    if (text == nullptr || answers_++ >= kMostAnswers || is_shown(*text)) return;
    doubt("answer-only-in-json-ld", shortened(*text));
  }

  // The first bytes of a text, whole characters.
  static std::string shortened(const std::string& text) {
    std::size_t end = std::min(text.size(), kShownNote);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
  }

  bool is_shown(std::string_view text) const {
    const std::vector<std::string> sentences = sentences_of(text);
    if (sentences.empty()) return true;
    const auto found = std::ranges::count_if(sentences, [&](const std::string& sentence) {
      return shown_.find(sentence) != std::string::npos;
    });
    return static_cast<double>(found) >= kMostSentences * static_cast<double>(sentences.size());
  }

  DocumentEditor& editor_;
  std::string shown_;  // the letters of all blocks
  std::string_view bytes_;
  Span source_;
  std::optional<JsonStrings> strings_;  // of bytes_, once one is asked for
  std::size_t facts_ = 0;
  std::size_t people_ = 0;  // looked for in the page's text
  std::size_t answers_ = 0;
  std::vector<StructuredDoubt> doubts_;
};

bool is_json_ld(const HtmlTree& tree, const HtmlNode& node) {
  if (node.tag != HtmlTag::script || node.first_child == 0) return false;
  const auto type = tree.attribute(node, "type");
  return type && type->value.find("ld+json") != std::string_view::npos;
}

}  // namespace

std::string mended_json(std::string_view json) {
  for (const std::string_view wrapper : {"<!--", "//<![CDATA[", "<![CDATA["}) {
    while (!json.empty() && is_blank(json.front())) json.remove_prefix(1);
    if (json.starts_with(wrapper)) json.remove_prefix(wrapper.size());
  }
  for (const std::string_view wrapper : {"-->", "]]>", "//", ";"}) {
    while (!json.empty() && is_blank(json.back())) json.remove_suffix(1);
    if (json.ends_with(wrapper)) json.remove_suffix(wrapper.size());
  }
  std::string mended;
  bool in_string = false;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const char c = json[i];
    if (in_string && c == '\\' && i + 1 < json.size()) {
      mended += c;
      mended += json[++i];
      continue;
    }
    if (c == '"') in_string = !in_string;
    const bool closes = !in_string && (c == '}' || c == ']');
    if (closes) {
      const std::size_t last = mended.find_last_not_of(" \t\r\n");
      if (last != std::string::npos && mended[last] == ',') mended.resize(last);
    }
    mended += in_string && static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return mended;
}

std::vector<StructuredDoubt> add_structured_facts(const HtmlTree& tree, const Drafts& drafts,
                                                  DocumentEditor& editor) {
  std::optional<StructuredData> data;  // most pages have none
  for (const HtmlNode& node : tree.nodes()) {
    if (node.kind == text::HtmlNodeKind::text || !is_json_ld(tree, node)) continue;
    if (!data) data.emplace(drafts, editor);
    const HtmlNode& content = tree[node.first_child];
    if (content.count == 0) continue;
    const text::HtmlPiece piece = tree.piece(content.first);
    data->read(piece.bytes, piece.source);
  }
  return data ? data->take_doubts() : std::vector<StructuredDoubt>{};
}

}  // namespace medloom::stages
