// The library's own tree builder overwrites duplicate keys without a word and nests as deep as it
// is told to, so the tree is built here from its events. The library reports syntax errors as an
// exception object that is handed over, not thrown; its text quotes what it last read, a whole
// string of the file if need be, so only the reason is kept.
//
// Tested by tests/model/record_schema_test.cc.
#include "pipeline/model/strict_json.h"

#include <deque>

#include <nlohmann/json.hpp>

namespace medloom {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kMostProblems = 100;

// "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error while parsing
// value - unexpected end of input; expected …" → "unexpected end of input".
std::string reason_of(std::string_view what) {
  const std::size_t dash = what.find(" - ");
  if (dash == std::string_view::npos) return "a number is out of range";
  what.remove_prefix(dash + 3);
  return std::string(what.substr(0, what.find_first_of(";'")));
}

class TreeBuilder final : public Json::json_sax_t {
 public:
  TreeBuilder(Json& root, JsonProblems& problems) : root_(root), problems_(problems) {}

  bool null() override { return place(nullptr) != nullptr; }
  bool boolean(bool value) override { return place(value) != nullptr; }
  bool number_integer(number_integer_t value) override { return place(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override { return place(value) != nullptr; }
  bool number_float(number_float_t value, const string_t&) override {
    return place(value) != nullptr;
  }
  bool string(string_t& value) override { return place(std::move(value)) != nullptr; }
  bool binary(binary_t&) override { return false; }  // not in JSON

  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& name) override {
    key_ = std::move(name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    problems_.add(
        "", "is no JSON: " + reason_of(error.what()) + ", at byte " + std::to_string(position));
    return false;
  }

 private:
  // Parents stand still while a child is open, so that pointers to them hold.
  struct Level {
    Json* value;
    std::string pointer;
  };

  Json* place(Json value) {
    if (levels_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *levels_.back().value;
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    const auto [entry, added] = parent.get_ref<Json::object_t&>().try_emplace(key_, nullptr);
    if (added) {
      entry->second = std::move(value);
      return &entry->second;
    }
    problems_.add(child_pointer(levels_.back().pointer, key_), "the key stands twice");
    return &seconds_.emplace_back(std::move(value));
  }

  bool open(Json value) {
    if (levels_.size() == kMaxJsonDepth) {
      problems_.add("", "is nested deeper than " + std::to_string(kMaxJsonDepth) + " levels");
      return false;
    }
    std::string pointer = pointer_of_next();
    Json* placed = place(std::move(value));
    levels_.push_back({placed, std::move(pointer)});
    return true;
  }

  bool close() {
    levels_.pop_back();
    return true;
  }

  std::string pointer_of_next() const {
    if (levels_.empty()) return "";
    const Level& parent = levels_.back();
    return child_pointer(parent.pointer,
                         parent.value->is_array() ? std::to_string(parent.value->size()) : key_);
  }

  Json& root_;
  JsonProblems& problems_;
  std::vector<Level> levels_;
  std::string key_;
  std::deque<Json> seconds_;  // what duplicate keys hold; in the tree of nobody
};

}  // namespace

void JsonProblems::add(std::string_view pointer, std::string message) {
  if (messages_.size() == kMostProblems) {
    ++more_;
    return;
  }
  messages_.push_back(pointer.empty() ? std::move(message)
                                      : std::string(pointer) + ": " + std::move(message));
}

Problems JsonProblems::take(const std::string& where) {
  if (more_ > 0) messages_.push_back("and " + std::to_string(more_) + " more");
  Problems problems;
  for (std::string& message : messages_) {
    problems.push_back({ErrorCode::input, std::move(message), where});
  }
  messages_.clear();
  more_ = 0;
  return problems;
}

std::optional<Json> parse_strictly(std::string_view text, JsonProblems& problems) {
  Json root;
  TreeBuilder builder(root, problems);
  if (!Json::sax_parse(text.begin(), text.end(), &builder)) return std::nullopt;
  return root;
}

std::string child_pointer(std::string_view pointer, std::string_view key) {
  std::string child(pointer);
  child += '/';
  for (const char c : key) {
    if (c == '~') {
      child += "~0";
    } else if (c == '/') {
      child += "~1";
    } else {
      child += c;
    }
  }
  return child;
}

}  // namespace medloom
