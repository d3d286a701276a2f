// Look-up of texts in a memory that a test makes up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "pipeline/engine/digest.h"
#include "stages/builtin.h"
#include "stages/translate/lookup.h"
#include "tests/support/pipelines.h"
#include "tests/support/temp_folder.h"

namespace medloom::stages {
namespace {

using testing::HasSubstr;

StoredTranslation row(std::string segment, std::string text, std::string terms = {}) {
  return {"en", "es", std::move(segment), std::move(terms), std::move(text), "command eng-spa", {}};
}

std::unique_ptr<Pipeline> pipeline_over(std::vector<StoredTranslation> rows, Problems& problems,
                                        const std::string& to = "es") {
  const auto& data = test::source_data();
  const std::string toml = read_file(data.path("profiles/pipelines/default.toml")).value_or("");
  Profile profile = read_profile(toml, "default.toml", builtin_stages(),
                                 {"translate.to=" + to, "translate.memory=made-up.tm"}, problems);
  return Pipeline::build(
      std::move(profile), data, {}, problems,
      [rows](const std::string& path, const std::vector<std::string>&, const std::string&) {
        EXPECT_EQ(path, "made-up.tm");
        return Result<StoredTranslations>(StoredTranslations{rows, sha256_hex(rows.front().text)});
      });
}

std::string processed(const Pipeline& pipeline, const std::string& page) {
  const test::Processed done(pipeline, test::page_named("a.txt", page));
  return done.outcome.record() != nullptr ? to_json(*done.outcome.record())
                                          : done.outcome.reject()->reason;
}

constexpr const char* kPage =
    "On rest\n\nRest well. Sleep  longer. Nobody knows this one.\n\nRest well.\n";

TEST(Translate, ToldIsWhatTheMemoryHasAndMissingWhatItLacks) {
  Problems problems;
  const auto pipeline = pipeline_over(
      {row("Rest well.", "Descanse bien."), row("Sleep longer.", "Duerma más.")}, problems);
  ASSERT_TRUE(pipeline) << to_string(problems.front());
  const std::string json = processed(*pipeline, kPage);
  EXPECT_THAT(json,
              HasSubstr(R"("status":"memory","text":"Descanse bien.","by":"command eng-spa")"));
  EXPECT_THAT(json, HasSubstr(R"("text":"Duerma más.")")) << "white space makes no difference";
  EXPECT_THAT(json, HasSubstr(R"("status":"missing","flags":[])"));
  EXPECT_THAT(json, HasSubstr("Nobody knows this one.")) << "the original stays";
  EXPECT_THAT(json, HasSubstr("made-up.tm")) << "the memory is among the data of the record";
  EXPECT_EQ(json, processed(*pipeline, kPage));
}

TEST(Translate, AnotherMemoryIsAnotherRecord) {
  Problems problems;
  const auto one = pipeline_over({row("Rest well.", "Descanse bien.")}, problems);
  const auto two = pipeline_over({row("Rest well.", "Descanse.")}, problems);
  ASSERT_TRUE(one && two);
  EXPECT_NE(one->info().data, two->info().data) << "a journal must not take old results";
  const test::Processed first(*one, test::page_named("a.txt", kPage));
  const test::Processed second(*two, test::page_named("a.txt", kPage));
  EXPECT_NE(first.outcome.record()->content_hash, second.outcome.record()->content_hash);
  EXPECT_EQ(first.outcome.record()->id, second.outcome.record()->id);
}

TEST(Translate, TextInThatLanguageNeedsNone) {
  Problems problems;
  const auto pipeline = pipeline_over({row("Rest well.", "x")}, problems, "en");
  ASSERT_TRUE(pipeline);
  EXPECT_THAT(processed(*pipeline, kPage),
              HasSubstr(R"("inLanguage":"en","medloom":{"texts":[]})"));
}

TEST(Translate, WithoutAMemoryThereIsOneProblem) {
  Problems problems;
  const std::string toml =
      read_file(test::source_data().path("profiles/pipelines/default.toml")).value_or("");
  Profile profile =
      read_profile(toml, "default.toml", builtin_stages(), {"translate.to=es"}, problems);
  EXPECT_FALSE(Pipeline::build(profile, test::source_data(), {}, problems));
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_THAT(problems[0].message, HasSubstr("names no memory"));
}

TEST(TranslationLookup, StaleEntriesAreAsGoodAsNone) {
  Problems problems;
  std::vector<dictionaries::Layer> layers = {
      {{"id\ttype\ten\tes\nfever\tsymptom\tfever\tfiebre\n", "c.tsv", "c.tsv"}}};
  translation::TermFinder terms(
      dictionaries::Library(dictionaries::read_entries(std::move(layers), problems)));
  const std::string digest =
      translation::terms_digest(terms.signature("I have fever.", "en", "es"), sha256_hex);
  ASSERT_NE(digest, "");
  const TranslationLookup lookup(
      {row("I have fever.", "Tengo calentura.", "0123456789abcdef"),
       row("I have fever.", "Tengo fiebre.", digest), row("Hello.", "Hola.", "0123456789abcdef"),
       row("Rest.", "Reposo.")},
      std::move(terms));
  ASSERT_NE(lookup.find("en", "es", "I have fever."), nullptr);
  EXPECT_EQ(lookup.find("en", "es", "I have fever.")->text, "Tengo fiebre.");
  EXPECT_EQ(lookup.find("en", "es", "Hello."), nullptr);
  EXPECT_NE(lookup.find("en", "es", "Rest."), nullptr);
  EXPECT_EQ(lookup.find("en", "fr", "Rest."), nullptr);
  EXPECT_EQ(lookup.find("zh-Hans", "es", "Rest."), nullptr);
  EXPECT_EQ(lookup.find("en", "es", "rest."), nullptr);
  EXPECT_EQ(lookup.find("en", "es", ""), nullptr);
}

}  // namespace
}  // namespace medloom::stages
