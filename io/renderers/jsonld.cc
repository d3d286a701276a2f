// Plain JSON-LD: the record without its `medloom` keys, on one line, in schema.org's words alone.
//
// The record's JSON is our own and well formed, so it is copied past those keys rather than built a
// second time: what is left cannot differ from the record. One pass over the line.
//
// Tested by tests/io/renderers_test.cc.
#include <string_view>

#include "io/renderers/renderers.h"

namespace medloom::renderers {
namespace {

constexpr std::string_view kKey = "\"medloom\":";

// Behind the string that begins at `at`.
std::size_t string_end(std::string_view json, std::size_t at) {
  for (++at; json[at] != '"'; ++at) {
    if (json[at] == '\\') ++at;
  }
  return at + 1;
}

// Behind the object that begins at `at`.
std::size_t object_end(std::string_view json, std::size_t at) {
  std::size_t depth = 0;
  while (true) {
    if (json[at] == '"') {
      at = string_end(json, at);
      continue;
    }
    if (json[at] == '{') ++depth;
    if (json[at] == '}' && --depth == 0) return at + 1;
    ++at;
  }
}

// `json` is an object on one line without blanks, and so are the values of the key.
std::string without_ours(std::string_view json) {
  std::string plain;
  plain.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    if (json[at] != '"') {
      plain += json[at++];
      continue;
    }
    // As a key only: a text may be the word, but no colon stands behind it.
    if (json.substr(at).starts_with(kKey)) {
      at = object_end(json, at + kKey.size());
      if (plain.back() == ',') {
        plain.pop_back();
      } else if (json[at] == ',') {
        ++at;
      }
      continue;
    }
    const std::size_t end = string_end(json, at);
    plain += json.substr(at, end - at);
    at = end;
  }
  return plain;
}

class JsonLdRenderer final : public Renderer {
 public:
  std::string render(const Record& record) const override {
    return without_ours(to_json(record)) + "\n";
  }
};

}  // namespace

RendererSpec jsonld_renderer() {
  return {"jsonld",
          "The record in schema.org's words alone, one line of JSON-LD a page.",
          {},
          [](const Settings&) { return std::make_unique<JsonLdRenderer>(); }};
}

}  // namespace medloom::renderers
