// A text that is repaired is scanned while its source still is, so a thread may have two or three.
#include "dictionaries/scan_buffers.h"

#include <utility>

namespace medloom::dictionaries {
namespace {

// A text of some megabytes must not keep its memory for all the small ones that follow.
constexpr std::size_t kMostKeptCharacters = std::size_t{1} << 20;

std::vector<std::unique_ptr<ScanBuffers>>& unused() {
  thread_local std::vector<std::unique_ptr<ScanBuffers>> kept;
  return kept;
}

}  // namespace

const std::vector<std::uint8_t>& ScanBuffers::acting(const Patterns& patterns,
                                                     std::string_view lang) {
  if (acting_for_ == patterns.identity() && acting_lang_ == lang && acting_for_ != 0) {
    return acting_;
  }
  acting_.clear();
  for (const std::string& tag : patterns.languages()) acting_.push_back(acts_in(tag, lang) ? 1 : 0);
  acting_lang_ = lang;
  acting_for_ = patterns.identity();
  return acting_;
}

ScanBuffers::Handle ScanBuffers::borrow() {
  auto& kept = unused();
  if (kept.empty()) return Handle(new ScanBuffers);
  Handle taken(kept.back().release());
  kept.pop_back();
  return taken;
}

void ScanBuffers::Return::operator()(ScanBuffers* buffers) const {
  std::unique_ptr<ScanBuffers> back(buffers);
  if (back->text.size() <= kMostKeptCharacters) unused().push_back(std::move(back));
}

}  // namespace medloom::dictionaries
