// What `medloom run` takes as words and means as limits: sizes, shares, languages, kinds.
//
// Thread-safety: values; `unwanted` may be shared.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/model/record.h"
#include "pipeline/model/result.h"

namespace medloom {

// "256MB", "1GiB", "500000": bytes. Errors: usage.
Result<std::uint64_t> read_size(const std::string& word, const std::string& option);

// How many rejects are too many: a number, or a share of the pages so far.
class RejectLimit {
 public:
  RejectLimit() = default;
  // "100" or "5%". Errors: usage.
  static Result<RejectLimit> read(const std::string& word);

  // Asked after each reject, and once at the end: a share of very few pages says nothing before.
  bool exceeded(std::size_t rejects, std::size_t pages, bool at_end) const;

 private:
  std::optional<std::uint64_t> number_;
  std::optional<double> share_;
};

// Why a record is not wanted, or nothing. Languages match as BCP 47 ranges do: "zh" takes zh-Hant.
std::function<std::string(const Record&)> unwanted(std::vector<std::string> languages,
                                                   std::vector<std::string> kinds);

// Words that are no kind of record are problems.
void check_kinds(const std::vector<std::string>& kinds, Problems& problems);

}  // namespace medloom
