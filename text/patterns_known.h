// Which files' patterns this program has compiled before without a finding.
//
// To parse the 850 expressions of profiles and tables, only to say that nothing is wrong with them,
// took a fifth of the start of a run. So the cache of compiled tables keeps the verdict, under a
// digest of this build of the program and of the files' bytes: a file of which a byte was changed
// is read as one that was never seen. Without a cache everything is checked each time.
//
// What is not kept is a finding: files with a problem are checked again until there is none.
#pragma once

#include <filesystem>
#include <string>

#include "pipeline/model/result.h"
#include "text/image_cache.h"
#include "text/pattern.h"

namespace medloom::text {

class PatternsKnown {
 public:
  // `digest` is one of the files' bytes; where it is empty, nothing is known and nothing kept.
  // `problems` is where those of the files go, and must outlive this.
  PatternsKnown(const std::filesystem::path& cache_folder, const std::string& digest,
                const Problems& problems);

  Pattern::Known known() const { return known_; }
  // To be called when all their patterns were compiled: keeps that nothing was wrong with them, if
  // there is no problem since this was made.
  void keep() const;

 private:
  ImageCache cache_;
  const Problems& problems_;
  std::size_t problems_before_;
  std::string key_;
  Pattern::Known known_ = Pattern::Known::nothing;
};

}  // namespace medloom::text
