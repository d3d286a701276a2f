// medloom kb search: the records that answer best, one below the other, with what was found marked.
//
// Tested by tests/apps/kb_test.cc.
#include <cmath>

#include "apps/medloom/commands.h"
#include "apps/medloom/kb/query_concepts.h"
#include "apps/medloom/kb/words.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "io/stores/hit_text.h"
#include "io/stores/store.h"
#include "pipeline/model/json_writer.h"

namespace medloom {
namespace {

struct KbSearchArguments {
  std::string base;
  std::vector<std::string> words;
  std::uint64_t limit = 10;
  bool any = false;
  bool json = false;
  std::string color = "auto";
  std::string data;
  std::vector<std::string> dictionaries;
};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// Pieces go through printable() one by one: what a page says must not reach the terminal as it is.
std::string with_marks(const stores::MarkedText& text, const Palette& colours,
                       std::string_view around) {
  std::string flat = text.text;
  for (char& c : flat) {
    if (c == '\n') c = ' ';
  }
  std::string out(text.cut_before ? "…" : "");
  std::size_t at = 0;
  for (const Span mark : text.marks) {
    out += printable(std::string_view(flat).substr(at, mark.from - at));
    out += colours.warning;
    out += printable(std::string_view(flat).substr(mark.from, mark.size()));
    out += colours.reset;
    out += around;
    at = mark.to;
  }
  out += printable(std::string_view(flat).substr(at));
  return out + (text.cut_after ? "…" : "");
}

std::string for_people(std::size_t number, const stores::PageRecord& record,
                       const stores::HitText& hit, const Palette& colours) {
  std::string facts;
  for (const std::string& fact :
       {record.language, record.kind, record.department, record.published, record.url}) {
    if (!fact.empty()) facts += (facts.empty() ? "" : " · ") + printable(fact);
  }
  std::string out = padded(std::to_string(number) + ".", 4);
  out += colours.title;
  out += with_marks(hit.title, colours, colours.title);
  out += colours.reset;
  out += "\n    ";
  out += colours.dim;
  out += facts;
  out += colours.reset;
  if (!hit.body.text.empty()) out += "\n    " + with_marks(hit.body, colours, "");
  out += "\n    ";
  out += colours.dim;
  out += record.id;
  out += colours.reset;
  return out + "\n";
}

void write_marked(JsonWriter& json, const stores::MarkedText& text) {
  json.begin_object();
  json.key("at").value(text.pointer);
  json.key("text").value(text.text);
  json.key("marks").begin_array();
  for (const Span mark : text.marks) {
    json.begin_array();
    json.value(mark.from);
    json.value(mark.to);
    json.end_array();
  }
  json.end_array();
  json.end_object();
}

std::string as_json(const stores::SearchHit& found, const stores::PageRecord& record,
                    const stores::HitText& hit) {
  JsonWriter json;
  json.begin_object();
  json.key("id").value("urn:uuid:" + record.id);
  json.key("score").value(static_cast<std::int64_t>(std::llround(found.score * 1000)));
  json.key("url").value_or_null(record.url);
  json.key("language").value_or_null(record.language);
  json.key("kind").value_or_null(record.kind);
  json.key("department").value_or_null(record.department);
  json.key("published").value_or_null(record.published);
  json.key("name");
  hit.title.text.empty() ? json.null() : write_marked(json, hit.title);
  json.key("snippet");
  hit.body.text.empty() ? json.null() : write_marked(json, hit.body);
  json.end_object();
  return json.take() + "\n";
}

void tell(const stores::SearchResult& result, const stores::SearchQuery& query, bool any,
          Console& console) {
  if (result.hits.empty() && result.matches == 0) {
    console.err << "no record has "
                << (any || query.units.size() == 1
                        ? "that"
                        : "all of these words; --any finds those that have some")
                << '\n';
    return;
  }
  console.err << grouped(result.hits.size()) << " of " << (result.more ? "more than " : "")
              << counted(result.matches, "record") << '\n';
}

Result<int> kb_search(const KbSearchArguments& arguments, Console& console) {
  auto store = stores::open_store(arguments.base, stores::Access::read);
  if (!store) return tl::unexpected(store.error());
  const std::string typed = joined(arguments.words);
  const Result<ConceptFinder> finder = ConceptFinder::load(arguments.data, arguments.dictionaries);
  if (!finder) return tl::unexpected(finder.error());
  const Result<stores::SearchQuery> query = stores::parse_query(typed, finder->find(typed));
  if (!query) return tl::unexpected(query.error());
  const Result<stores::SearchResult> result =
      (*store)->search(*query, {static_cast<std::size_t>(arguments.limit), arguments.any});
  if (!result) return tl::unexpected(result.error());
  const Palette colours = palette(wants_colours(arguments.color));
  stores::RecordReader reader;
  std::size_t number = 0;
  for (const stores::SearchHit& found : result->hits) {
    const Result<stores::PageRecord> record = reader.read(found.json);
    if (!record) return tl::unexpected(record.error());
    const stores::HitText hit = stores::hit_text(*record, *query);
    auto written = console.out.write(arguments.json ? as_json(found, *record, hit)
                                                    : for_people(++number, *record, hit, colours));
    if (!written) return tl::unexpected(written.error());
  }
  tell(*result, *query, arguments.any, console);
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec kb_search_command() {
  const auto arguments = std::make_shared<KbSearchArguments>();
  CommandSpec spec{"kb search", "find records in a knowledge base", {}};
  spec.words = {
      base_word(arguments->base),
      {.names = "QUERY",
       .to = &arguments->words,
       .help = "words that a record has to hold",
       .required = true},
      {.names = "--any",
       .to = &arguments->any,
       .help = "records that have any of the words, those with most of them first"},
      {.names = "--limit",
       .to = &arguments->limit,
       .help = "how many records to show (10)",
       .value = "N",
       .range = std::pair<double, double>{1, 10'000}},
      {.names = "--json", .to = &arguments->json, .help = "a hit a line, as JSON"},
      color_word(arguments->color),
      dictionary_word(arguments->dictionaries),
      data_word(arguments->data),
  };
  spec.notes =
      "Case, width, accents and script make no difference. 腰痛 is found wherever these two\n"
      "characters stand side by side; \"blood pressure\" in quotes is a phrase, hyper* is the\n"
      "beginning of a word. Words that name a concept of the dictionaries find it in every\n"
      "language: low back pain finds 腰痛 and 下背痛.\n";
  spec.examples = {"medloom kb search health.kb low back pain",
                   "medloom kb search health.kb --any headache hyper* --limit 20"};
  spec.call = calling(arguments, kb_search);
  return spec;
}

}  // namespace medloom
