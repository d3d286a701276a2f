// A sample shows where two texts part, with a little of what is around it, not their beginnings.
//
// Tested by tests/apps/diff_test.cc.
#include "apps/medloom/records/diff_report.h"

#include <algorithm>

#include "pipeline/model/json_writer.h"
#include "text/utf8.h"

namespace medloom {
namespace {

constexpr std::size_t kMostKinds = 100'000;  // of fields, of rules
constexpr std::size_t kContext = 24;         // bytes around what differs
constexpr std::size_t kWidth = 72;
constexpr std::size_t kShownPages = 20;

std::string_view name_of(PageDiff::Kind kind) {
  switch (kind) {
    case PageDiff::Kind::added:
      return "added";
    case PageDiff::Kind::removed:
      return "removed";
    case PageDiff::Kind::changed:
      return "changed";
  }
  return {};
}

std::size_t shared_front(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(
      std::mismatch(a.begin(), a.begin() + static_cast<long>(std::min(a.size(), b.size())),
                    b.begin())
          .first -
      a.begin());
}

// `text` from `from` to `to` with context, on character bounds, "…" where something is left out.
std::string window(std::string_view text, std::size_t from, std::size_t to) {
  from = from > kContext ? from - kContext : 0;
  to = std::min(text.size(), to + kContext);
  while (!text::is_char_boundary(text, from)) --from;
  while (!text::is_char_boundary(text, to)) ++to;
  return (from > 0 ? "…" : "") + std::string(text.substr(from, to - from)) +
         (to < text.size() ? "…" : "");
}

struct Parting {
  std::string before;
  std::string after;
};

Parting where_they_part(std::string_view before, std::string_view after) {
  const std::size_t front = shared_front(before, after);
  std::size_t back = 0;
  const std::size_t most = std::min(before.size(), after.size()) - front;
  while (back < most && before[before.size() - 1 - back] == after[after.size() - 1 - back]) ++back;
  return {window(before, front, before.size() - back), window(after, front, after.size() - back)};
}

// The most frequent first, equal ones by name.
template <class Map>
std::vector<const typename Map::value_type*> by_number(const Map& map) {
  std::vector<const typename Map::value_type*> entries;
  entries.reserve(map.size());
  for (const auto& entry : map) entries.push_back(&entry);
  std::stable_sort(entries.begin(), entries.end(), [](const auto* a, const auto* b) {
    return a->second.number > b->second.number;
  });
  return entries;
}

}  // namespace

std::string diff_line(const PageDiff& diff) {
  JsonWriter out;
  out.begin_object();
  out.key("page").value(diff.id);
  out.key("name").value_or_null(diff.name);
  out.key("kind").value(name_of(diff.kind));
  if (diff.kind == PageDiff::Kind::changed) {
    out.key("readersSee").value(diff.readers_see);
    out.key("fields").begin_array();
    for (const FieldChange& change : diff.fields) {
      out.begin_object();
      out.key("field").value(change.field);
      out.key("pointer").value(change.pointer);
      out.key("before").value(change.before);
      out.key("after").value(change.after);
      out.end_object();
    }
    out.end_array();
    out.key("rules").begin_array();
    for (const RuleChange& change : diff.rules) {
      out.begin_object();
      out.key("rule").value(change.rule);
      out.key("kind").value(change.added ? "added" : "removed");
      out.key("before").value(change.before);
      out.key("after").value(change.after);
      out.end_object();
    }
    out.end_array();
  }
  out.end_object();
  return out.take();
}

std::string diff_line(const DiffCounts& counts) {
  JsonWriter out;
  out.begin_object();
  out.key("summary").begin_object();
  const auto number = [&out](const char* key, std::uint64_t value) {
    out.key(key).value(static_cast<std::int64_t>(value));
  };
  number("before", counts.before);
  number("after", counts.after);
  number("same", counts.same);
  number("otherRunOnly", counts.ignored);
  number("changed", counts.changed);
  number("added", counts.added);
  number("removed", counts.removed);
  out.end_object();
  out.end_object();
  return out.take();
}

DiffReport::Tally& DiffReport::tally(Tallies& of, const std::string& name) const {
  return of.size() < kMostKinds || of.contains(name) ? of[name] : of["others"];
}

void DiffReport::take_sample(Tally& tally, const PageDiff& diff, const std::string& before,
                             const std::string& after) const {
  if (tally.samples.size() >= most_) return;
  Parting parting = where_they_part(before, after);
  tally.samples.push_back({diff.name.empty() ? diff.id : diff.name, std::move(parting.before),
                           std::move(parting.after)});
}

void DiffReport::add(const PageDiff& diff) {
  ++page_count_;
  if (pages_.size() < kShownPages) {
    std::string line(padded(name_of(diff.kind), 9));
    line += printable(diff.name.empty() ? diff.id : diff.name);
    if (diff.kind == PageDiff::Kind::changed) {
      line += "  " + counted(diff.fields.size(), "field") + ", " +
              counted(diff.rules.size(), "rule") + (diff.readers_see ? ", readers see it" : "");
    }
    pages_.push_back(std::move(line));
  }
  for (const FieldChange& change : diff.fields) {
    Tally& of = tally(fields_, change.field);
    ++of.number;
    take_sample(of, diff, change.before, change.after);
  }
  for (const RuleChange& change : diff.rules) {
    Tally& of = tally(rules_, change.rule);
    ++of.number;
    if (!change.added) ++of.gone;
    take_sample(of, diff, change.before, change.after);
  }
}

void DiffReport::write_samples(std::string& out, const Tally& tally) const {
  for (const Sample& sample : tally.samples) {
    out += "      " + std::string(colors_.dim) + excerpt(sample.page, kWidth) +
           std::string(colors_.reset) + "\n";
    const auto side = [&out, this](const char* sign, std::string_view color,
                                   const std::string& text) {
      if (text.empty()) return;
      out += "      " + std::string(color) + sign + " " + excerpt(text, kWidth) +
             std::string(colors_.reset) + "\n";
    };
    side("-", colors_.before, sample.before);
    side("+", colors_.after, sample.after);
  }
}

void DiffReport::write_fields(std::string& out) const {
  if (!fields_.empty())
    out += "\n" + std::string(colors_.title) + "by field" + std::string(colors_.reset) + "\n";
  for (const auto* entry : by_number(fields_)) {
    out += "  " + padded(grouped(entry->second.number), 8) + printable(entry->first) + "\n";
    write_samples(out, entry->second);
  }
}

void DiffReport::write_rules(std::string& out) const {
  if (!rules_.empty())
    out += "\n" + std::string(colors_.title) + "by rule" + std::string(colors_.reset) + "\n";
  for (const auto* entry : by_number(rules_)) {
    const Tally& tally = entry->second;
    out += "  " + padded("+" + grouped(tally.number - tally.gone), 8) +
           padded("-" + grouped(tally.gone), 8) + printable(entry->first) + "\n";
    write_samples(out, tally);
  }
}

void DiffReport::write_pages(std::string& out) const {
  if (!pages_.empty())
    out += "\n" + std::string(colors_.title) + "by page" + std::string(colors_.reset) + "\n";
  for (const std::string& page : pages_) out += "  " + page + "\n";
  if (page_count_ > pages_.size()) {
    out += "  … and " + grouped(page_count_ - pages_.size()) + " more; --json has all\n";
  }
}

std::string DiffReport::text(const DiffCounts& counts) const {
  std::string out;
  const auto line = [&out](const char* what, std::uint64_t number, const char* note) {
    out += padded(what, 11) + grouped(number) + note + "\n";
  };
  line("before", counts.before, "");
  line("after", counts.after, "");
  line("same", counts.same, "");
  if (counts.ignored > 0) line("other run", counts.ignored, ", with the same content");
  line("changed", counts.changed, "");
  line("added", counts.added, "");
  line("removed", counts.removed, "");
  write_fields(out);
  write_rules(out);
  write_pages(out);
  return out;
}

}  // namespace medloom
