// A row is checked by itself (cells filled, known targets, characters of the right script) and
// against the others (one answer for one question). The script check asks for characters that exist
// on one side only, so it never fires on 里 or 后, which exist on both.
//
// Cases: tests/dictionaries/han_overlay_test.cc.
#include "dictionaries/han_overlay.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "dictionaries/han_writing.h"
#include "dictionaries/tsv.h"
#include "text/ascii.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::dictionaries {
namespace {

using Column = std::optional<std::size_t>;

constexpr std::size_t kFewestHan = 3;

std::size_t han_characters(std::string_view text) { return text::count_scripts(text).han; }

std::optional<std::vector<HanTarget>> targets_named(std::string_view name) {
  if (name == "zh-Hans") return std::vector{HanTarget::simplified};
  if (name == "zh-Hant") return std::vector{HanTarget::taiwan, HanTarget::hong_kong};
  if (name == "zh-Hant-TW") return std::vector{HanTarget::taiwan};
  if (name == "zh-Hant-HK") return std::vector{HanTarget::hong_kong};
  return std::nullopt;
}

std::optional<HanUse> use_named(std::string_view name) {
  if (name.empty()) return HanUse::always;
  if (name == "word") return HanUse::word;
  if (name == "alone") return HanUse::alone;
  if (name == "mend") return HanUse::mend;
  if (name == "surname") return HanUse::surname;
  if (name == "given") return HanUse::given;
  return std::nullopt;
}

bool is_of_names(HanUse use) { return use == HanUse::surname || use == HanUse::given; }

class Reader {
 public:
  Reader(const TsvTable& table, const File& file, Problems& problems)
      : table_(table),
        file_(file),
        problems_(problems),
        from_(table.column("from")),
        to_(table.column("to")),
        targets_(table.column("targets")),
        use_(table.column("use")),
        other_(table.column("other")) {}

  std::vector<HanRow> read() {
    std::vector<HanRow> rows;
    for (row_ = 0; row_ < table_.rows(); ++row_) {
      HanRow row{std::string(table_.cell(row_, from_)),
                 std::string(table_.cell(row_, to_)),
                 {},
                 {file_, table_.line(row_)},
                 HanUse::always,
                 std::string(table_.cell(row_, other_))};
      // Empty cells have been told by the table reader.
      if (row.from.empty() || row.to.empty()) continue;
      if (han_characters(row.from) == 0) {
        problem(from_, "'" + row.from + "' has no Han character");
      } else if (take_use(row) && take_targets(row) && check_script(row)) {
        rows.push_back(std::move(row));
      }
    }
    return rows;
  }

 private:
  bool problem(const Column& column, std::string message) {
    problems_.push_back({ErrorCode::configuration, std::move(message), table_.where(row_, column)});
    return false;
  }

  bool take_use(HanRow& row) {
    const std::string_view name = table_.cell(row_, use_);
    const auto use = use_named(name);
    if (!use) {
      return problem(use_, "unknown use '" + std::string(name) +
                               "', known are word, alone, mend, surname, given");
    }
    row.use = *use;
    const bool one_character = row.use == HanUse::alone || is_of_names(row.use);
    if (one_character && text::to_utf32(row.from).size() != 1) {
      return problem(from_, "'" + row.from + "' is more than one character");
    }
    if (!row.other.empty() && !is_candidate(row)) {
      return problem(other_, "'" + row.other + "' is no other candidate");
    }
    return true;
  }

  static bool is_candidate(const HanRow& row) {
    const bool may_have_one = row.use == HanUse::word || row.use == HanUse::alone;
    return may_have_one && row.other != row.to &&
           text::to_utf32(row.other).size() == text::to_utf32(row.to).size();
  }

  bool take_targets(HanRow& row) {
    std::string_view cell = table_.cell(row_, targets_);
    bool sound = !cell.empty();
    while (!cell.empty()) {
      const std::size_t comma = std::min(cell.find(','), cell.size());
      const std::string_view name = text::trim_ascii(cell.substr(0, comma));
      cell.remove_prefix(std::min(comma + 1, cell.size()));
      const auto targets = targets_named(name);
      if (!targets) {
        sound = problem(targets_, "unknown target '" + std::string(name) +
                                      "', known are zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK");
        continue;
      }
      row.targets.insert(row.targets.end(), targets->begin(), targets->end());
    }
    return sound;
  }

  bool check_script(const HanRow& row) {
    const bool to_simplified = row.serves(HanTarget::simplified);
    if (to_simplified && row.targets.size() > 1) {
      return problem(targets_, "one row cannot go to both scripts");
    }
    if (to_simplified) {
      if (has_simplified(row.from))
        return problem(from_, "'" + row.from + "' is Simplified already");
      if (has_traditional(row.to)) return problem(to_, "'" + row.to + "' is not Simplified");
    } else {
      if (row.use != HanUse::mend && has_traditional(row.from))
        return problem(from_, "'" + row.from + "' is Traditional already");
      if (has_simplified(row.to)) return problem(to_, "'" + row.to + "' is not Traditional");
    }
    return true;
  }

  const TsvTable& table_;
  const File& file_;
  Problems& problems_;
  const Column from_, to_, targets_, use_, other_;
  std::size_t row_ = 0;
};

// Rows that answer different questions are no rivals: mends read another script, characters of
// names act in names.
int question_of(HanUse use) {
  return use == HanUse::mend ? 1 : use == HanUse::surname ? 2 : use == HanUse::given ? 3 : 0;
}

template <class Predicate>
std::vector<HanPhrase> phrases_if(const std::vector<HanRow>& rows, HanTarget target,
                                  Predicate wanted) {
  std::vector<HanPhrase> phrases;
  for (const HanRow& row : rows) {
    if (!row.serves(target) || !wanted(row.use)) continue;
    phrases.push_back({row.from, row.to, row.source.name(), false, row.use, row.other, nullptr});
  }
  return phrases;
}

}  // namespace

bool HanRow::serves(HanTarget target) const {
  return std::find(targets.begin(), targets.end(), target) != targets.end();
}

std::vector<HanRow> read_han_rows(std::string bytes, const File& file, Problems& problems) {
  const TsvTable table = parse_tsv(
      std::move(bytes), file->path,
      {{"from", "to", "targets", "note", "use", "other"}, {"from", "to", "targets"}}, problems);
  return Reader(table, file, problems).read();
}

void check_han_rows(const std::vector<HanRow>& rows, Problems& problems) {
  std::map<std::tuple<std::string_view, HanTarget, int>, const HanRow*> known;
  for (const HanRow& row : rows) {
    for (const HanTarget target : row.targets) {
      const auto [first, fresh] = known.try_emplace({row.from, target, question_of(row.use)}, &row);
      if (fresh) continue;
      const HanRow& other = *first->second;
      const std::string message =
          &other == &row       ? "a target is named twice"
          : other.to == row.to ? "'" + row.from + "' stands in " + other.source.name() + " already"
                               : "'" + row.from + "' becomes '" + row.to + "' here, but '" +
                                     other.to + "' in " + other.source.name();
      problems.push_back({ErrorCode::configuration, message, row.source.where(1)});
      break;
    }
  }
}

std::vector<HanPhrase> han_phrases(const std::vector<HanRow>& rows, HanTarget target) {
  return phrases_if(rows, target, [](HanUse use) { return question_of(use) == 0; });
}

std::vector<HanPhrase> mending_phrases(const std::vector<HanRow>& rows, HanTarget target) {
  return phrases_if(rows, target, [](HanUse use) { return use == HanUse::mend; });
}

std::vector<HanPhrase> name_characters(const std::vector<HanRow>& rows, HanTarget target) {
  return phrases_if(rows, target, is_of_names);
}

std::vector<HanPhrase> regional_phrases(const std::vector<Concept>& concepts, std::string_view from,
                                        std::string_view to) {
  std::map<std::string_view, std::optional<HanPhrase>> phrases;  // none: concepts disagree
  for (const Concept& entry : concepts) {
    const auto source = entry.labels.find(std::string(from));
    const auto target = entry.labels.find(std::string(to));
    if (source == entry.labels.end() || target == entry.labels.end()) continue;
    if (source->second.empty() || target->second.empty()) continue;
    if (han_characters(source->second) < kFewestHan) continue;
    const auto [known, fresh] = phrases.try_emplace(
        source->second,
        HanPhrase{
            source->second, target->second, entry.from.name(), true, HanUse::always, {}, nullptr});
    if (!fresh && known->second && known->second->to != target->second) known->second.reset();
  }
  std::vector<HanPhrase> agreed;
  for (auto& [surface, phrase] : phrases) {
    if (phrase) agreed.push_back(std::move(*phrase));
  }
  return agreed;
}

}  // namespace medloom::dictionaries
