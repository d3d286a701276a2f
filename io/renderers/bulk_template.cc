// One analyzer for both scripts and both languages, of what every installation brings: a character
// filter writes Han in one script, by the table that also folds ids; full-width letters become
// half-width; Han becomes pairs of neighbours and, in what is indexed, single characters too, so
// that 腰痛 is found as a word and 痛 as well. What is searched for goes through the same
// steps, so that 頭痛 finds 头痛.
//
// Fields that are not in the mapping are refused: a document of another form must not be indexed by
// guess.
//
// Tested by tests/io/renderers_test.cc, which compares the fields with those of documents.
#include "io/renderers/bulk_template.h"

#include "pipeline/model/json_writer.h"
#include "text/fold.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom {
namespace {

// "體=>体" for every Han character that folds to another.
void write_script_table(JsonWriter& out) {
  constexpr char32_t kEndOfHan = 0x30000;
  out.key("han_in_one_script").begin_object();
  out.key("type").value("mapping");
  out.key("mappings").begin_array();
  for (char32_t c = 0x2E80; c < kEndOfHan; ++c) {
    if (!text::is_han(c)) continue;
    const char32_t folded = text::fold_char(c);
    if (folded == c) continue;
    std::string row;
    text::append_utf8(row, c);
    row += "=>";
    text::append_utf8(row, folded);
    out.value(row);
  }
  out.end_array();
  out.end_object();
}

void write_filter(JsonWriter& out, const char* name, bool single_characters) {
  out.key(name).begin_object();
  out.key("type").value("cjk_bigram");
  out.key("output_unigrams").value(single_characters);
  out.end_object();
}

void write_analyzer(JsonWriter& out, const char* name, const char* filter) {
  out.key(name).begin_object();
  out.key("type").value("custom");
  out.key("char_filter").begin_array();
  out.value("han_in_one_script");
  out.end_array();
  out.key("tokenizer").value("standard");
  out.key("filter").begin_array();
  for (const char* step : {"cjk_width", "lowercase", "asciifolding", filter}) out.value(step);
  out.end_array();
  out.end_object();
}

void write_analysis(JsonWriter& out) {
  out.key("analysis").begin_object();
  out.key("char_filter").begin_object();
  write_script_table(out);
  out.end_object();
  out.key("filter").begin_object();
  write_filter(out, "han_indexed", true);
  write_filter(out, "han_searched", false);
  out.end_object();
  out.key("analyzer").begin_object();
  write_analyzer(out, "medloom_index", "han_indexed");
  write_analyzer(out, "medloom_search", "han_searched");
  out.end_object();
  out.end_object();
}

void write_fields(JsonWriter& out) {
  const auto type = [&out](const char* field, const char* name) {
    out.key(field).begin_object();
    out.key("type").value(name);
  };
  for (const char* field : {"question", "question_text", "answer", "text", "title", "concept_names",
                            "department_names"}) {
    type(field, "text");
    out.key("analyzer").value("medloom_index");
    out.key("search_analyzer").value("medloom_search");
    out.end_object();
  }
  for (const char* field :
       {"form", "id", "page_id", "answer_by", "department", "department_concepts", "language",
        "concepts", "basis", "page_kind", "flags", "content_hash"}) {
    type(field, "keyword");
    out.end_object();
  }
  type("url", "keyword");
  out.key("ignore_above").value(2048);
  out.end_object();
  for (const char* field : {"asked", "answered", "published", "modified"}) {
    type(field, "date");
    out.key("format").value("strict_date||strict_year_month||strict_year");
    out.end_object();
  }
  type("fetched", "date");
  out.key("format").value("strict_date_optional_time||yyyy-MM-dd HH:mm:ss");
  out.key("ignore_malformed").value(true);
  out.end_object();
}

}  // namespace

std::string bulk_index_template() {
  JsonWriter out;
  out.begin_object();
  out.key("index_patterns").begin_array();
  out.value("medloom*");
  out.end_array();
  out.key("template").begin_object();
  out.key("settings").begin_object();
  write_analysis(out);
  out.end_object();
  out.key("mappings").begin_object();
  out.key("dynamic").value("strict");
  out.key("properties").begin_object();
  write_fields(out);
  out.end_object();
  out.end_object();
  out.end_object();
  out.end_object();
  return out.take() + "\n";
}

}  // namespace medloom
