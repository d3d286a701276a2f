// Extraction and roles against what a person counted: the facts in the notes of the samples, not
// the records that medloom itself has written (tests/quality_floors.tsv).
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "tests/golden/sample_pages.h"
#include "tests/support/floors.h"
#include "tests/support/pipelines.h"

namespace medloom {
namespace {

using nlohmann::json;

struct Notes {
  std::string kind;                 // "- kind `faq`", if the notes say one
  std::vector<std::string> values;  // of the fact "Values that survive: `450 ml`, "14 days"."
};

// What stands in quotes up to the full stop that ends the sentence.
std::vector<std::string> quoted_in(std::string_view text) {
  std::vector<std::string> found;
  char open = 0;
  for (const char c : text) {
    if (open != 0) {
      if (c == open) {
        open = 0;
      } else {
        found.back() += c;
      }
    } else if (c == '`' || c == '"') {
      open = c;
      found.emplace_back();
    } else if (c == '.') {
      break;
    }
  }
  return found;
}

Notes notes_of(const std::string& sample) {
  std::ifstream file(test::sample_input(sample).parent_path() / "notes.md", std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  Notes notes;
  if (const std::size_t at = text.find("- kind `"); at != std::string::npos) {
    notes.kind = quoted_in(text.substr(at)).front();
  }
  const std::size_t values = text.find("Values", text.find("## Facts"));
  const std::size_t colon = text.find(": ", values);
  if (values != std::string::npos && colon != std::string::npos) {
    notes.values = quoted_in(text.substr(colon));
  }
  return notes;
}

// All that a record says as text of the page; what it tells about its making is left out.
void append_texts(const json& value, const std::string& key, std::string& texts) {
  if (key == "changes" || key == "flags" || key == "dropped" || key == "about") return;
  if (value.is_string()) texts += value.get<std::string>() + "\n";
  for (const auto& [name, child] : value.items()) {
    if (value.is_structured()) append_texts(child, value.is_object() ? name : key, texts);
  }
}

std::string without_fixed_spaces(std::string text) {
  for (auto at = text.find("\xC2\xA0"); at != std::string::npos; at = text.find("\xC2\xA0", at)) {
    text.replace(at, 2, " ");
  }
  return text;
}

struct Counted {
  double right = 0;
  double all = 0;
  void add(bool is_right, const std::string& sample, const std::string& what) {
    ++all;
    if (is_right) {
      ++right;
    } else {
      std::cout << "not as the notes say: " << sample << " " << what << "\n";
    }
  }
};

TEST(Quality, SamplesSayWhatAPersonCounted) {
  Counted kinds;
  Counted values;
  for (const std::string& sample : test::sample_names()) {
    const Notes notes = notes_of(sample);
    if (notes.kind.empty() && notes.values.empty()) continue;
    const auto input = test::sample_input(sample);
    const test::Processed processed(
        test::default_pipeline(),
        test::page_of_file(input, sample + "/" + input.filename().string()));
    const Record* record = processed.outcome.record();
    const json read = record == nullptr ? json::object() : json::parse(to_json(*record));
    std::string texts;
    append_texts(read, "", texts);
    texts = without_fixed_spaces(texts);
    if (!notes.kind.empty()) {
      kinds.add(record != nullptr && read["medloom"]["kind"]["name"] == notes.kind, sample,
                notes.kind);
    }
    for (const std::string& value : notes.values) {
      values.add(texts.find(value) != std::string::npos, sample, value);
    }
  }
  ASSERT_GE(kinds.all, 30);
  ASSERT_GE(values.all, 80);
  test::expect_floor("roles.kind", kinds.right / kinds.all);
  test::expect_floor("extraction.values", values.right / values.all);
}

TEST(Floors, AreReadFromATable) {
  const auto floors =
      test::read_floors("# said\nmeasure\tfloor\twhat\na.b\t0.5\thalf\nc\t12\n\nno tab\n");
  EXPECT_EQ(floors, (std::map<std::string, double>{{"a.b", 0.5}, {"c", 12}}));
}

}  // namespace
}  // namespace medloom
