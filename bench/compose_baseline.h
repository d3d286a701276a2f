// What one would put together from good libraries instead: libxml2, ICU, RE2, OpenCC, Hyperscan and
// nlohmann/json, one after the other. No provenance, no structure, no roles, no guards, no ids: the
// text of the page's elements, cleaned, converted, its terms counted, in a JSON object.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace medloom::bench {

class ComposeBaseline {
 public:
  // `config` of OpenCC: "s2twp"; terms for Hyperscan.
  ComposeBaseline(const std::string& config, const std::vector<std::string>& terms);
  ComposeBaseline(const ComposeBaseline&) = delete;
  ComposeBaseline& operator=(const ComposeBaseline&) = delete;
  ~ComposeBaseline();

  // One page, HTML or text, to JSON. REQUIRES: UTF-8.
  std::string process(const std::string& page, bool is_html);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace medloom::bench
