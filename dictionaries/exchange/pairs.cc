// Tested by tests/dictionaries/exchange/exchange_test.cc.
#include "dictionaries/exchange/pairs.h"

#include "dictionaries/tools/row_text.h"
#include "text/ascii.h"
#include "text/script.h"

namespace medloom::dictionaries {
namespace {

void add_labels(const Glossary& glossary, const ExchangeOptions& options, Exported& out,
                std::vector<Pair>& pairs) {
  for (const Concept& entry : glossary.concepts) {
    const std::string* source = entry.label(options.from);
    const std::string* target = entry.label(options.to);
    if (source == nullptr || target == nullptr) {
      ++out.left_out["no label in " + (source == nullptr ? options.from : options.to)];
      continue;
    }
    pairs.push_back({*source, *target, entry.note, entry.id});
  }
  if (!glossary.rows.empty()) out.left_out["a row, not a label"] += glossary.rows.size();
}

void add_rows(const Glossary& glossary, Exported& out, std::vector<Pair>& pairs) {
  for (const TermRow& row : glossary.rows) {
    if (row.mode != Mode::fix && row.mode != Mode::prefer) {
      ++out.left_out["a " + std::string(name_of(row.mode)) + " row"];
    } else if (row.guarded()) {
      ++out.left_out["a guard"];
    } else if (row.replace.empty()) {
      ++out.left_out["writes the label of its concept"];
    } else {
      pairs.push_back({row.match, row.replace, row.note, ""});
    }
  }
  if (!glossary.concepts.empty()) out.left_out["a concept"] += glossary.concepts.size();
}

}  // namespace

std::vector<Pair> pairs_of(const Glossary& glossary, const ExchangeOptions& options,
                           Exported& out) {
  std::vector<Pair> pairs;
  if (options.of_labels()) {
    add_labels(glossary, options, out, pairs);
  } else {
    add_rows(glossary, out, pairs);
  }
  return pairs;
}

std::string slug(std::string_view text) {
  std::string out;
  for (const char c : text::ascii_lower(text)) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  while (out.ends_with('-')) out.pop_back();
  return out.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos ? "" : out;
}

std::string PairCollector::id_for(const Pair& pair) {
  std::string id = pair.id;
  if (id.empty()) id = slug(options_.to.starts_with("en") ? pair.target : pair.source);
  if (id.empty()) id = "imported-" + std::to_string(glossary_.concepts.size() + 1);
  const std::size_t times = ++ids_[id];
  return times == 1 ? id : id + "-" + std::to_string(times);
}

void PairCollector::add(Pair pair, const std::string& where, Problems& problems) {
  pair.source = cell_text(pair.source);
  pair.target = cell_text(pair.target);
  pair.comment = cell_text(pair.comment);
  if (pair.source.empty() || pair.target.empty() || pair.source.starts_with('#')) {
    problems.push_back({ErrorCode::configuration,
                        pair.source.starts_with('#') ? "a term cannot begin with '#'"
                                                     : "a pair with an empty side",
                        where});
    return;
  }
  if (options_.of_labels()) {
    Concept entry;
    entry.id = id_for(pair);
    entry.labels = {{options_.from, pair.source}, {options_.to, pair.target}};
    entry.note = pair.comment;
    glossary_.concepts.push_back(std::move(entry));
    return;
  }
  TermRow row;
  row.lang = text::detect_language(pair.source).starts_with("zh") ? "zh" : "en";
  row.match = std::move(pair.source);
  row.replace = std::move(pair.target);
  row.note = std::move(pair.comment);
  glossary_.rows.push_back(std::move(row));
}

}  // namespace medloom::dictionaries
