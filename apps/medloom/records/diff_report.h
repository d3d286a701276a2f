// What `medloom diff` says: for people, counts with samples by field, rule and page; for programs,
// a line of JSON for each page.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "apps/medloom/terminal.h"
#include "io/diff/record_diff.h"

namespace medloom {

// One line, without its break.
std::string diff_line(const PageDiff& diff);
std::string diff_line(const DiffCounts& counts);

// Counts everything and keeps a few samples of each kind.
class DiffReport {
 public:
  DiffReport(std::size_t samples, const Palette& colors) : most_(samples), colors_(colors) {}

  void add(const PageDiff& diff);
  std::string text(const DiffCounts& counts) const;

 private:
  struct Sample {
    std::string page;
    std::string before;
    std::string after;
  };
  struct Tally {
    std::uint64_t number = 0;
    std::uint64_t gone = 0;  // of a rule
    std::vector<Sample> samples;
  };
  using Tallies = std::map<std::string, Tally>;

  Tally& tally(Tallies& of, const std::string& name) const;
  void take_sample(Tally& tally, const PageDiff& diff, const std::string& before,
                   const std::string& after) const;
  void write_samples(std::string& out, const Tally& tally) const;
  void write_fields(std::string& out) const;
  void write_rules(std::string& out) const;
  void write_pages(std::string& out) const;

  std::size_t most_;
  Palette colors_;
  Tallies fields_;
  Tallies rules_;
  std::vector<std::string> pages_;
  std::uint64_t page_count_ = 0;
};

}  // namespace medloom
