// Which files' patterns this program has compiled before without a finding.
//
// To parse the 850 expressions of profiles and tables, only to say that nothing is wrong with them,
// took a fifth of the start of a run. So the cache of compiled tables keeps the verdict, under a
// digest of this build of the program and of the files' bytes: a file of which a byte was changed
// is read as one that was never seen. Without a cache everything is checked each time.
//
// What is not kept is a finding: files with a problem are checked again until there is none.
#pragma once

#include <string>
#include <vector>

#include "pipeline/engine/stage.h"
#include "text/image_cache.h"
#include "text/pattern.h"

namespace medloom::stages {

class PatternsKnown {
 public:
  // REQUIRES: the context has read these files.
  PatternsKnown(const std::vector<std::string>& files, StageContext& context);

  text::Pattern::Known known() const { return known_; }
  // To be called when all their patterns were compiled: keeps that nothing was wrong with them, if
  // there is no problem since this was made.
  void keep() const;

 private:
  StageContext& context_;
  std::size_t problems_before_;
  std::string key_;
  text::Pattern::Known known_ = text::Pattern::Known::nothing;
};

}  // namespace medloom::stages
