// Tested by tests/text/patterns_known_test.cc.
#include "text/patterns_known.h"

#include <algorithm>
#include <cstdint>

namespace medloom::text {
namespace {

constexpr const char* kKind = "patterns";
constexpr std::uint32_t kCount = 1;  // the section: how many sets of files

// As a part of a file's name.
std::string stamp_in_name() {
  std::string stamp = program_stamp();
  std::replace(stamp.begin(), stamp.end(), ' ', '-');
  return stamp;
}

}  // namespace

PatternsKnown::PatternsKnown(const std::filesystem::path& cache_folder, const std::string& digest,
                             const Problems& problems)
    : cache_(cache_folder), problems_(problems), problems_before_(problems.size()) {
  const std::string stamp = stamp_in_name();
  if (!cache_.is_on() || stamp.empty() || digest.empty()) return;
  key_ = digest + "-" + stamp;
  const auto image = cache_.find(kKind, key_);
  if (image && image->verify()) known_ = Pattern::Known::sound;
}

void PatternsKnown::keep() const {
  const bool was_known = known_ == Pattern::Known::sound;
  if (key_.empty() || was_known || problems_.size() > problems_before_) return;
  ImageWriter image(kKind, key_);
  image.add_value(kCount, std::uint32_t{1});
  cache_.keep(image);
}

}  // namespace medloom::text
