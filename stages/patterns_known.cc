// Tested by tests/stages/patterns_known_test.cc.
#include "stages/patterns_known.h"

#include <algorithm>
#include <cstdint>

#include "pipeline/engine/digest.h"
#include "pipeline/engine/pipeline.h"

namespace medloom::stages {
namespace {

constexpr const char* kKind = "patterns";
constexpr std::uint32_t kCount = 1;  // the section: how many files

}  // namespace

PatternsKnown::PatternsKnown(const std::vector<std::string>& files, StageContext& context)
    : context_(context), problems_before_(context.problems().size()) {
  const std::string stamp = text::program_stamp();
  const text::ImageCache cache(context.data().cache_dir());
  if (!cache.is_on() || stamp.empty()) return;
  std::string made_of = stamp + "\n" + std::string(medloom_version()) + "\n";
  for (const std::string& name : files) {
    const auto& read = context.files_read();
    const auto file = std::find_if(read.begin(), read.end(),
                                   [&](const DictionaryRef& ref) { return ref.file == name; });
    if (file == read.end()) return;  // it could not be read
    made_of += file->sha256 + "\n";
  }
  key_ = sha256_hex(made_of);
  const auto image = cache.find(kKind, key_);
  if (image && image->verify()) known_ = text::Pattern::Known::sound;
}

void PatternsKnown::keep() const {
  const bool was_known = known_ == text::Pattern::Known::sound;
  if (key_.empty() || was_known || context_.problems().size() > problems_before_) return;
  text::ImageWriter image(kKind, key_);
  image.add_value(kCount, std::uint32_t{1});
  text::ImageCache(context_.data().cache_dir()).keep(image);
}

}  // namespace medloom::stages
