// Finds the clusters of alike texts among any number of them, in bounded memory.
//
// A cluster is a text and what is like it: the member with the smallest id leads, and every other
// member is like the leader itself, not only like a neighbour. So clusters do not depend on the
// order in which texts are added. Alike texts are found by equal bare texts and by MinHash bands,
// which miss about one in a hundred of those right at the threshold; what they propose is compared
// in full (likeness.h).
//
// Thread-safety: one thread at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "io/dedup/likeness.h"
#include "pipeline/model/result.h"

namespace medloom::dedup {

struct ClusterOptions {
  std::string folder;  // of temporary files
  std::size_t memory = std::size_t{64} << 20;
  LikenessRules rules;
};

enum class Basis : std::uint8_t { first, exact, copy, near };

struct Membership {
  std::uint64_t text = 0;     // as it was added
  std::uint64_t cluster = 0;  // a number that the texts of one cluster share
  std::uint64_t size = 0;     // of the cluster; 1: nothing is like the text
  Basis basis = Basis::first;
  unsigned similarity = 1000;  // permille, with the leader
};

class TextClusters {
 public:
  static Result<TextClusters> create(const ClusterOptions& options);
  TextClusters(TextClusters&&) noexcept;
  ~TextClusters();

  // Texts come with growing numbers; several may have one id. A text without a word has no cluster.
  Result<void> add(std::uint64_t number, std::string_view id, std::string_view asked,
                   std::string_view rest);
  Result<void> finish();

  // Memberships by growing numbers, after finish(); rewind() to read them again.
  Result<void> rewind();
  Result<std::optional<Membership>> next();
  // The id of the text that leads a cluster.
  Result<std::string> leader_id(std::uint64_t cluster);

 private:
  class Work;
  explicit TextClusters(std::unique_ptr<Work> work);
  std::unique_ptr<Work> work_;
};

}  // namespace medloom::dedup
