// Tested by tests/dictionaries/tools/usage_test.cc.
#include "dictionaries/tools/usage.h"

#include <algorithm>

namespace medloom::dictionaries {

double UsageReport::share_of_pages(const RowUsage& usage) const {
  return pages == 0 ? 0 : static_cast<double>(usage.pages) / static_cast<double>(pages);
}

double UsageReport::per_megabyte(const RowUsage& usage) const {
  return bytes == 0 ? 0 : static_cast<double>(usage.hits) * 1e6 / static_cast<double>(bytes);
}

bool UsageReport::over_hit(const RowUsage& usage, double share) const {
  const Mode mode = usage.row->mode;
  if (mode == Mode::link || mode == Mode::keep) return false;
  return usage.pages >= kFewPages && share_of_pages(usage) > share;
}

UsageCounter::UsageCounter(const Library& library) : library_(library) {}

void UsageCounter::count(const TermRow* row) {
  if (row == nullptr) return;  // a label of a concept
  Tally& tally = tallies_[row];
  ++tally.hits;
  if (tally.last_page != pages_) ++tally.pages;
  tally.last_page = pages_;
}

void UsageCounter::add(const CorpusPage& page) {
  ++pages_;
  const PageWords words(page.main_text);
  for (const CorpusText& text : page.texts) {
    bytes_ += text.text.size();
    ScanNotes losers;
    const Reading reading = library_.matcher().read(text.text, text.language, words, {}, &losers);
    for (const Hit& hit : reading.repairs.hits) count(hit.row);
    for (const FlagHit& flag : reading.repairs.flags) count(flag.row);
    for (const KeepHit& keep : reading.repairs.keeps) count(keep.row);
    for (const LinkHit& link : reading.links) {
      if (link.row != nullptr && link.row->mode != Mode::keep) count(link.row);
    }
    for (const Loser& loser : losers) {
      const bool by_guard =
          loser.reason == Loser::Reason::when || loser.reason == Loser::Reason::unless;
      ++(by_guard ? tallies_[loser.row].held_back : tallies_[loser.row].lost);
    }
  }
}

UsageReport UsageCounter::report() const {
  UsageReport report{pages_, bytes_, {}};
  for (const TermRow& row : library_.entries().rows) {
    const auto at = tallies_.find(&row);
    const Tally tally = at == tallies_.end() ? Tally{} : at->second;
    report.rows.push_back({&row, tally.hits, tally.held_back, tally.lost, tally.pages});
  }
  std::stable_sort(report.rows.begin(), report.rows.end(),
                   [](const RowUsage& a, const RowUsage& b) { return a.hits > b.hits; });
  return report;
}

}  // namespace medloom::dictionaries
