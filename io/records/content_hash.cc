// What is left out here is what record_json.cc leaves out for the same purpose; the test takes the
// records of all samples, so a key that is in one of the two alone is noticed.
//
// The walk is as deep as a record is, some ten levels; its shape has been checked.
// Tested by tests/apps/check_test.cc.
#include "io/records/content_hash.h"

#include <algorithm>
#include <array>
#include <string>

#include <nlohmann/json.hpp>

#include "pipeline/engine/digest.h"
#include "pipeline/model/json_writer.h"

namespace medloom {
namespace {

using Json = nlohmann::ordered_json;

// Where a value came from and how it was made is nothing that readers see. `*` is any item.
constexpr std::array<std::string_view, 15> kNotSeen = {
    "/isBasedOn",           "/about/*/medloom/mentions", "/mainEntity/*/medloom/sameQuestion",
    "/medloom/schema",      "/medloom/contentHash",      "/medloom/kind/score",
    "/medloom/kind/reason", "/medloom/profile",          "/medloom/changes",
    "/medloom/flags",       "/medloom/dropped",          "/medloom/duplicateOf",
    "/medloom/cluster",     "/medloom/missing",          "/medloom/pipeline"};

class Content {
 public:
  std::string of(const Json& record) {
    value(record, "");
    return out_.take();
  }

 private:
  void value(const Json& json, const std::string& place) {
    if (json.is_object()) {
      out_.begin_object();
      for (const auto& [key, child] : json.items()) {
        std::string below = place;
        below.append("/").append(key);
        if (std::find(kNotSeen.begin(), kNotSeen.end(), below) != kNotSeen.end()) {
          continue;
        }
        out_.key(key);
        value(child, below);
      }
      return out_.end_object();
    }
    if (json.is_array()) {
      out_.begin_array();
      for (const Json& child : json) value(child, place + "/*");
      return out_.end_array();
    }
    if (json.is_string()) return out_.value(json.get_ref<const std::string&>());
    if (json.is_boolean()) return out_.value(json.get<bool>());
    if (json.is_number_integer()) return out_.value(json.get<std::int64_t>());
    out_.null();
  }

  JsonWriter out_;
};

}  // namespace

bool content_hash_holds(std::string_view record_json) {
  const Json record = Json::parse(record_json, nullptr, false);
  const auto hash = Json::json_pointer("/medloom/contentHash");
  return record.is_object() && record.contains(hash) &&
         record[hash] == sha256_hex(Content().of(record));
}

}  // namespace medloom
