// The table of `medloom-record/1`. It reads as the JSON does: keys in their order, what may be
// null, what may be left out. Words and texts are told apart because only a text of the page can be
// changed, flagged or linked.
//
// A new key is a new line here, in record_json.cc and in docs/records.md; the tests say which of
// the three was forgotten.
//
// Tested by tests/model/record_schema_test.cc.
#include "pipeline/model/record_shape.h"

#include <algorithm>
#include <utility>

#include "pipeline/model/block.h"

namespace medloom {
namespace {

using Kind = Shape::Kind;

Shape simple(Kind kind) {
  Shape shape;
  shape.kind = kind;
  return shape;
}

Shape boolean() { return simple(Kind::boolean); }
Shape yes() { return simple(Kind::yes); }
Shape integer() { return simple(Kind::integer); }
Shape text() { return simple(Kind::text); }
Shape string() { return simple(Kind::string); }

Shape word() {
  Shape shape = string();
  shape.least = 1;
  return shape;
}

Shape one_of(std::vector<std::string> values) {
  Shape shape = string();
  shape.values = std::move(values);
  return shape;
}

Shape of_form(std::vector<std::string_view> masks) {
  Shape shape = string();
  shape.masks = std::move(masks);
  return shape;
}

Shape list(Shape item, std::size_t least = 0) {
  Shape shape = simple(Kind::array);
  shape.of = {std::move(item)};
  shape.least = least;
  return shape;
}

Shape map(Shape key, Shape value) {
  Shape shape = simple(Kind::map);
  shape.of = {std::move(key), std::move(value)};
  return shape;
}

Shape either(std::vector<Shape> objects) {
  Shape shape = simple(Kind::either);
  shape.of = std::move(objects);
  return shape;
}

Shape object(std::vector<Key> keys) {
  Shape shape = simple(Kind::object);
  shape.keys = std::move(keys);
  return shape;
}

Shape or_null(Shape shape) {
  shape.nullable = true;
  return shape;
}

Shape named(std::string name, std::string note, Shape shape) {
  shape.name = std::move(name);
  shape.note = std::move(note);
  return shape;
}

Key optional(std::string name, Shape shape) { return {std::move(name), std::move(shape), false}; }

// ---- values

Shape id() {
  return named("id", "A UUID of version 8.", of_form({"urn:uuid:%8h-%4h-8%3h-%1v%3h-%12h"}));
}

Shape sha256() { return named("sha256", "", of_form({"%64h"})); }

Shape date() {
  return or_null(named("date", "With the precision that the page has.",
                       of_form({"%4d", "%4d-%2d", "%4d-%2d-%2d"})));
}

Shape language() { return named("language", "A BCP 47 tag.", simple(Kind::language)); }

Shape span() {
  return named("span", "Half-open, in bytes of UTF-8; the second is not below the first.",
               simple(Kind::span));
}

Shape pointers(std::size_t least = 0) { return list(simple(Kind::pointer), least); }
Shape labels() { return map(language(), word()); }

std::vector<std::string> role_names() {
  std::vector<std::string> names;
  for (int role = 0; role <= static_cast<int>(Role::noise); ++role) {
    names.emplace_back(name_of(static_cast<Role>(role)));
  }
  return names;
}

// ---- people

Shape department() {
  return or_null(named("department", "",
                       object({{"name", or_null(word())},
                               {"original", or_null(text())},
                               {"concept", or_null(word())},
                               {"labels", labels()}})));
}

Shape responder() {
  return named(
      "responder", "",
      object({{"@type", one_of({"Person"})},
              {"name", or_null(text())},
              {"jobTitle", or_null(text())},
              {"affiliation", or_null(text())},
              {"medloom", object({{"role", or_null(word())}, {"department", department()}})}}));
}

Shape contributor() {
  return object({{"@type", one_of({"Person"})},
                 {"name", or_null(text())},
                 {"jobTitle", or_null(text())},
                 {"affiliation", or_null(text())},
                 {"medloom", object({{"department", department()}})}});
}

Shape asker() {
  const Shape ages = object(
      {{"low", or_null(integer())}, {"high", or_null(integer())}, {"original", or_null(text())}});
  return object({{"@type", one_of({"Person"})},
                 {"alternateName", or_null(text())},
                 {"gender", or_null(one_of({"Female", "Male"}))},
                 {"medloom", object({{"ageRange", or_null(ages)},
                                     {"anonymous", boolean()},
                                     {"genderReliable", boolean()}})}});
}

// ---- content

Shape blocks() {
  const Shape item =
      object({optional("level", integer()), {"mark", or_null(text())}, {"text", text()}});
  return list(named("block", "A list with its items, or another piece of text.",
                    either({object({{"kind", one_of({"list"})}, {"items", list(item, 1)}}),
                            object({{"kind", one_of({"paragraph", "heading", "table_row", "quote",
                                                     "caption", "preformatted"})},
                                    optional("level", integer()),
                                    {"text", text()}})})));
}

Shape answer() {
  return named(
      "answer", "",
      object({{"@type", one_of({"Answer"})},
              {"@id", id()},
              {"text", or_null(text())},
              {"author", or_null(responder())},
              {"dateCreated", date()},
              {"position", integer()},
              {"medloom", object({{"basis", or_null(one_of({"marked", "single-professional",
                                                            "section", "page"}))},
                                  {"blocks", blocks()},
                                  {"greeting", or_null(text())},
                                  {"signature", or_null(text())},
                                  {"parts", list(id())}})}}));
}

// How a record or a question belongs to those that say the same; `dedup` writes it, `run` does not.
Shape basis() { return one_of({"first", "exact", "copy", "near"}); }

Shape cluster() {
  return named(
      "cluster", "The records that say the same as this one.",
      object({{"id", id()}, {"size", integer()}, {"basis", basis()}, {"similarity", integer()}}));
}

Shape same_question() {
  return named("sameQuestion", "The other places where this question stands.",
               object({{"cluster", id()},
                       {"size", integer()},
                       {"basis", basis()},
                       {"answers", one_of({"same", "differ"})}}));
}

Shape question() {
  return object({{"@type", one_of({"Question"})},
                 {"@id", id()},
                 {"name", or_null(text())},
                 {"text", or_null(text())},
                 {"author", or_null(asker())},
                 {"dateCreated", date()},
                 {"answerCount", integer()},
                 {"acceptedAnswer", list(answer())},
                 {"suggestedAnswer", list(answer())},
                 {"medloom", object({{"headingPath", list(text())},
                                     {"untrusted", boolean()},
                                     {"echo", boolean()},
                                     {"turns", list(object({{"role", word()}, {"text", text()}}))},
                                     optional("sameQuestion", same_question())})}});
}

Shape part() {
  return object(
      {{"@type", one_of({"WebPageElement"})},
       {"@id", id()},
       {"text", or_null(text())},
       {"medloom",
        object({{"role", one_of({"lead", "section", "supplement", "disclaimer", "dialogue"})},
                {"headingPath", list(text())},
                {"attribution", or_null(one_of({"none", "page"}))},
                {"blocks", blocks()}})}});
}

Shape about() {
  return object(
      {{"@type",
        one_of({"MedicalCondition", "MedicalSignOrSymptom", "Drug", "MedicalTest",
                "MedicalProcedure", "AnatomicalStructure", "MedicalSpecialty", "MedicalEntity"})},
       {"name", or_null(word())},
       {"code", list(word())},
       {"medloom", object({{"concept", word()},
                           {"labels", labels()},
                           {"mentions", list(object({{"at", pointers(1)}, {"out", span()}}))}})}});
}

// A segment has a text and whose it is where the memory had one.
Shape translation() {
  const Shape segment = object({{"source", span()},
                                {"status", one_of({"memory", "missing"})},
                                optional("text", word()),
                                optional("by", word()),
                                {"flags", list(word())}});
  const Shape texts = list(object({{"at", simple(Kind::pointer)}, {"segments", list(segment, 1)}}));
  return object({{"@type", one_of({"CreativeWork"})},
                 {"inLanguage", language()},
                 {"medloom", object({{"texts", texts}})}});
}

// ---- provenance

Shape based_on() {
  return object(
      {{"url", or_null(word())},
       {"encodingFormat", or_null(word())},
       {"sha256", sha256()},
       {"medloom", object({{"source", or_null(word())},
                           {"fetched", or_null(word())},
                           {"charset", object({{"declared", or_null(word())},
                                               {"used", or_null(word())},
                                               {"reason", or_null(word())},
                                               {"replacedBytes", integer()},
                                               {"tornBytes", integer()},
                                               {"contradicted", boolean()},
                                               {"doubtful", boolean()}})},
                           {"decoded", object({{"sha256", sha256()}, {"bytes", integer()}})},
                           {"inLanguage", or_null(language())}})}});
}

Shape change() {
  return object({{"at", pointers()},
                 {"stage", word()},
                 {"rule", word()},
                 {"dictionary", or_null(word())},
                 {"before", string()},
                 {"after", string()},
                 {"page", span()},
                 {"out", span()},
                 optional("count", integer())});
}

Shape flag() {
  return object({{"at", pointers()},
                 {"kind", word()},
                 {"rule", word()},
                 {"dictionary", or_null(word())},
                 {"text", string()},
                 {"note", or_null(word())},
                 {"action", one_of({"unchanged", "guessed"})},
                 {"candidates", list(word())},
                 {"page", span()}});
}

Shape drop() {
  return object(
      {{"role", one_of(role_names())}, {"rule", word()}, {"page", span()}, {"chars", integer()}});
}

Shape pipeline() {
  return object({{"name", or_null(word())},
                 {"version", or_null(word())},
                 {"configuration", or_null(word())},
                 {"data", or_null(word())},
                 {"dictionaries", list(object({{"file", word()}, {"sha256", sha256()}}))}});
}

Shape page_extras() {
  const Shape kind = object({{"name", one_of({"doctor-qa", "forum", "faq", "qa-article", "dialogue",
                                              "article", "list", "other"})},
                             {"score", integer()},
                             {"reason", or_null(word())}});
  const Shape teaser = object({{"name", or_null(text())},
                               {"question", or_null(text())},
                               {"answer", or_null(text())},
                               {"author", responder()},
                               {"truncated", yes()}});
  const Shape field =
      object({{"at", simple(Kind::pointer)},
              {"kind", one_of({"sex", "age", "date", "rank", "section", "topic", "department"})},
              {"labels", labels()}});
  return object(
      {{"schema", one_of({"medloom-record/1"})},
       {"contentHash", sha256()},
       {"kind", kind},
       {"profile", or_null(word())},
       {"breadcrumb", or_null(text())},
       {"titles", list(text())},
       {"related", list(teaser)},
       {"topics", list(object({{"name", or_null(text())}, {"department", department()}}))},
       optional("fields", list(field)),
       {"changes", list(change())},
       {"flags", list(flag())},
       {"dropped", list(drop())},
       {"duplicateOf", or_null(id())},
       optional("cluster", cluster()),
       {"missing", map(simple(Kind::pointer), word())},
       {"pipeline", pipeline()}});
}

Shape record() {
  return object({{"@context", one_of({"https://schema.org"})},
                 {"@type", list(one_of({"MedicalWebPage", "QAPage", "FAQPage"}), 1)},
                 {"@id", id()},
                 {"url", or_null(word())},
                 {"name", or_null(text())},
                 {"inLanguage", or_null(language())},
                 {"datePublished", date()},
                 {"dateModified", date()},
                 {"author", or_null(text())},
                 {"publisher", or_null(text())},
                 {"contributor", list(contributor())},
                 {"specialty", or_null(word())},
                 {"license", or_null(word())},
                 {"isBasedOn", based_on()},
                 {"about", list(about())},
                 {"mainEntity", list(question())},
                 {"hasPart", list(part())},
                 {"workTranslation", list(translation())},
                 {"medloom", page_extras()}});
}

}  // namespace

const Key* Shape::find(std::string_view key) const {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [key](const Key& k) { return k.name == key; });
  return found == keys.end() ? nullptr : &*found;
}

const Shape& record_shape() {
  static const Shape kRecord = record();
  return kRecord;
}

bool is_language_tag(std::string_view text) {
  const auto is_subtag = [](std::string_view part, std::size_t least, std::size_t most,
                            std::string_view letters) {
    return part.size() >= least && part.size() <= most &&
           part.find_first_not_of(letters) == std::string_view::npos;
  };
  constexpr std::string_view kLetters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  std::size_t end = std::min(text.find('-'), text.size());
  bool sound = is_subtag(text.substr(0, end), 2, 3, kLetters.substr(0, 26));
  while (sound && end < text.size()) {
    const std::size_t from = end + 1;
    end = std::min(text.find('-', from), text.size());
    sound = is_subtag(text.substr(from, end - from), 2, 8, kLetters);
  }
  return sound;
}

}  // namespace medloom
