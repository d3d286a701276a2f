// Each case is scanned with all layers together, as a page would be, so that a case also fails when
// a row of another file takes its place. Tested by tests/dictionaries/cases_test.cc.
#include "dictionaries/cases.h"

#include <algorithm>
#include <array>
#include <optional>

#include "dictionaries/tsv.h"
#include "text/ascii.h"
#include "text/script.h"

namespace medloom::dictionaries {
namespace {

constexpr std::array<Mode, 5> kModes = {Mode::fix, Mode::prefer, Mode::link, Mode::flag,
                                        Mode::keep};

std::string with_line_breaks(std::string_view cell) {
  std::string out;
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const bool escape = cell[i] == '\\' && i + 1 < cell.size() && cell[i + 1] == 'n';
    out += escape ? '\n' : cell[i];
    i += escape ? 1 : 0;
  }
  return out;
}

// "no flag at after October"
std::optional<ExpectedHit> read_hit(std::string_view text) {
  ExpectedHit hit;
  hit.absent = text.starts_with("no ");
  if (hit.absent) text = text::trim_ascii(text.substr(3));
  for (Mode mode : kModes) {
    const std::string head = std::string(name_of(mode)) + " at ";
    if (!text.starts_with(head)) continue;
    hit.mode = mode;
    hit.surface = text::trim_ascii(text.substr(head.size()));
    if (!hit.surface.empty()) return hit;
  }
  return std::nullopt;
}

void read_hits(const TsvTable& table, std::size_t row, Case& test, Problems& problems) {
  const auto column = table.column("hits");
  std::string_view rest = table.cell(row, column);
  test.lists_hits = !rest.empty();
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    const std::string_view part = text::trim_ascii(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (auto hit = read_hit(part)) {
      test.hits.push_back(std::move(*hit));
    } else {
      problems.push_back(
          {ErrorCode::configuration,
           "'" + std::string(part) + "' is no hit; write MODE at SURFACE, or no MODE at SURFACE",
           table.where(row, column)});
    }
  }
}

// Everything that acted on one input, in one shape.
struct Acted {
  Mode mode;
  std::string surface;
  const TermRow* row;
};

struct CaseRun {
  std::string result;
  std::vector<Acted> acted;
  std::vector<std::string> unstable;
  ScanNotes losers;
};

CaseRun run(const Library& library, const Case& test) {
  CaseRun out;
  const PageWords page(test.input);
  const std::string lang = text::detect_language(test.input).starts_with("zh") ? "zh" : "en";
  const auto asks_prefer = [](const ExpectedHit& hit) {
    return hit.mode == Mode::prefer && !hit.absent;
  };
  const ScanOptions options{std::any_of(test.hits.begin(), test.hits.end(), asks_prefer)};
  const auto slice = [](std::string_view text, Span at) {
    return std::string(text.substr(at.from, at.size()));
  };

  const Reading reading = library.matcher().read(test.input, lang, page, options, &out.losers);
  const ScanResult& scan = reading.repairs;
  out.result = repaired(test.input, scan.hits);
  for (const Hit& hit : scan.hits)
    out.acted.push_back({hit.row->mode, slice(test.input, hit.surface), hit.row});
  for (const FlagHit& flag : scan.flags)
    out.acted.push_back({Mode::flag, slice(test.input, flag.at), flag.row});
  for (const KeepHit& keep : scan.keeps)
    out.acted.push_back({Mode::keep, slice(test.input, keep.at), keep.row});
  for (const Unstable& sentence : scan.unstable)
    out.unstable.push_back(slice(test.input, sentence.at));
  for (const LinkHit& link : reading.links) {
    out.acted.push_back({Mode::link, slice(out.result, link.at), link.row});
  }
  return out;
}

class Judge {
 public:
  Judge(const Case& test, const CaseRun& run, Problems& problems)
      : test_(test), run_(run), problems_(problems), explained_(run.acted.size()) {}

  void judge() {
    if (run_.result != test_.expected) {
      problem("gives '" + run_.result + "', expected '" + test_.expected + "'");
    }
    for (const std::string& sentence : run_.unstable) problem("unstable: '" + sentence + "'");
    if (!test_.lists_hits) return;
    for (const ExpectedHit& hit : test_.hits) check(hit);
    for (std::size_t i = 0; i < run_.acted.size(); ++i) {
      const Acted& acted = run_.acted[i];
      if (explained_[i] || acted.mode == Mode::link || acted.mode == Mode::keep) continue;
      problem("unlisted " + show(acted.mode, acted.surface) + " (" + acted.row->from.name() + ")");
    }
  }

 private:
  void check(const ExpectedHit& hit) {
    bool found = false;
    for (std::size_t i = 0; i < run_.acted.size(); ++i) {
      if (run_.acted[i].mode != hit.mode || run_.acted[i].surface != hit.surface) continue;
      found = true;
      explained_[i] = true;
    }
    if (found == hit.absent)
      problem((hit.absent ? "unwanted " : "missing ") + show(hit.mode, hit.surface));
  }

  static std::string show(Mode mode, const std::string& surface) {
    return std::string(name_of(mode)) + " at '" + surface + "'";
  }
  void problem(std::string message) {
    problems_.push_back({ErrorCode::configuration, std::move(message), test_.where});
  }

  const Case& test_;
  const CaseRun& run_;
  Problems& problems_;
  std::vector<bool> explained_;
};

}  // namespace

std::vector<Case> read_cases(std::string bytes, const std::string& path, Problems& problems) {
  static const TsvColumns kColumns = {{"input", "expected", "hits", "note"}, {"input"}, nullptr};
  const TsvTable table = parse_tsv(std::move(bytes), path, kColumns, problems);
  std::vector<Case> cases;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, table.column("input")).empty()) continue;  // told by the table reader
    Case test;
    test.input = with_line_breaks(table.cell(row, table.column("input")));
    test.expected = with_line_breaks(table.cell(row, table.column("expected")));
    if (test.expected.empty()) test.expected = test.input;
    test.where = table.where(row, table.column("input"));
    read_hits(table, row, test, problems);
    cases.push_back(std::move(test));
  }
  return cases;
}

void run_case(const Library& library, const Case& test, Problems& problems, Coverage& coverage) {
  const CaseRun outcome = run(library, test);
  Judge(test, outcome, problems).judge();
  for (const Acted& acted : outcome.acted) coverage.acted.insert(acted.row);
  for (const Loser& loser : outcome.losers) {
    const bool by_guard =
        loser.reason == Loser::Reason::when || loser.reason == Loser::Reason::unless;
    if (by_guard) coverage.held_back.insert(loser.row);
  }
}

}  // namespace medloom::dictionaries
