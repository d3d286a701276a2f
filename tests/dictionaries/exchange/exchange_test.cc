// Round trips: what a form can carry comes back as it was; what it cannot is counted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dictionaries/exchange/glossary.h"
#include "dictionaries/exchange/pairs.h"
#include "dictionaries/tools/row_text.h"
#include "tests/dictionaries/tables.h"

namespace medloom::dictionaries {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Glossary read(std::string_view form, std::string bytes, const ExchangeOptions& options,
              Problems& problems) {
  return read_exchange(*exchange_form(form), std::move(bytes), "f", options, problems);
}

std::string told(const Problems& problems) {
  std::string out;
  for (const Error& problem : problems) out += to_string(problem) + "\n";
  return out;
}

// Rows and concepts of ours, each with something that a form may lose.
Glossary sample() {
  Problems problems;
  Glossary out;
  out.rows =
      read("tsv",
           test::tsv(
               "match|replace|mode|lang|inflect|concept|when|unless|zh|note|source\n"
               "lotium pain|low back pain|fix|en|plural|low-back-pain|||下腰痛|why, \"so\"|pages\n"
               "waist pain|low back pain|fix|en||low-back-pain|spine|belt\n"
               "lumbago||link|en||low-back-pain||||a dated word\n"
               "after October||flag|en|||||||\n"
               "blood gas||keep|en\n"
               "超声|超音波|prefer|zh\n"),
           {}, problems)
          .rows;
  out.concepts = read("tsv",
                      test::tsv("id|type|en|zh-Hans|zh-Hant-TW|zh-Hant-HK|codes|note\n"
                                "low-back-pain|condition|low back "
                                "pain|下腰痛|下背痛|腰背痛|icd10:M54.5|of the <lower> back & legs\n"
                                "ultrasound|test|ultrasound|超声检查|超音波檢查|超聲波檢查\n"
                                "only-english|other|only English\n"),
                      {}, problems)
                     .concepts;
  EXPECT_THAT(problems, IsEmpty()) << told(problems);
  EXPECT_EQ(out.rows.size(), 6u);
  EXPECT_EQ(out.concepts.size(), 3u);
  return out;
}

class RoundTrip : public testing::TestWithParam<std::string> {};

// Written, read and written again: the same bytes, and nothing to complain about.
TEST_P(RoundTrip, IsStable) {
  const ExchangeForm& form = *exchange_form(GetParam());
  for (const ExchangeOptions& options : {ExchangeOptions{}, ExchangeOptions{"zh-Hans", "en"},
                                         ExchangeOptions{"zh-Hans", "zh-Hant-TW"}}) {
    const Exported first = form.write(sample(), options);
    Problems problems;
    const Glossary back = read(GetParam(), first.bytes, options, problems);
    EXPECT_THAT(problems, IsEmpty()) << told(problems) << first.bytes;
    const Exported second = form.write(back, options);
    EXPECT_EQ(second.entries, first.entries) << first.bytes;
    if (GetParam() != "opencc") {
      EXPECT_EQ(second.bytes, first.bytes);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Forms, RoundTrip,
                         testing::Values("tsv", "csv", "json", "omegat", "deepl-csv", "deepl-tsv",
                                         "tbx", "opencc", "tmx"));

TEST(Exchange, OurFormsCarryEverything) {
  const Glossary all = sample();
  for (const char* form : {"tsv", "csv", "json"}) {
    Problems problems;
    const Glossary rows =
        read(form, exchange_form(form)->write({all.rows, {}}, {}).bytes, {}, problems);
    EXPECT_EQ(table_of(rows.rows), table_of(all.rows)) << form;
    const Glossary concepts =
        read(form, exchange_form(form)->write({{}, all.concepts}, {}).bytes, {}, problems);
    EXPECT_EQ(table_of(concepts.concepts), table_of(all.concepts)) << form;
    EXPECT_THAT(problems, IsEmpty()) << form << told(problems);
  }
  const Exported json = exchange_form("json")->write(all, {});
  EXPECT_THAT(json.left_out, IsEmpty());
  EXPECT_EQ(json.entries, 9u);
}

struct Lossy {
  std::string form;
  ExchangeOptions options;
  std::size_t entries;
  std::string holds;
  std::map<std::string, std::size_t> left_out;
};

TEST(Exchange, WhatAFormCannotCarryIsCounted) {
  const std::map<std::string, std::size_t> of_rows = {
      {"a concept", 3}, {"a flag row", 1}, {"a guard", 1}, {"a keep row", 1}, {"a link row", 1}};
  const std::map<std::string, std::size_t> of_labels = {{"a row, not a label", 6},
                                                        {"no label in zh-Hans", 1}};
  auto opencc = of_rows;
  opencc["a space in a text"] = 1;
  const Lossy cases[] = {
      {"omegat", {}, 2, "lotium pain\tlow back pain\twhy, \"so\"\n", of_rows},
      {"omegat", {"zh-Hans", "en"}, 2, "超声检查\tultrasound\n", of_labels},
      {"deepl-csv", {"zh-Hans", "en"}, 2, "超声检查,ultrasound,zh,en\r\n", of_labels},
      {"deepl-tsv", {"zh-Hans", "en"}, 2, "下腰痛\tlow back pain\n", of_labels},
      {"opencc", {}, 1, "超声\t超音波\n", opencc},
      {"opencc", {"zh-Hans", "zh-Hant-TW"}, 2, "超声检查\t超音波檢查\n", of_labels},
      {"tmx", {"zh-Hans", "en"}, 2, "<tu tuid=\"ultrasound\">", of_labels},
      {"tbx",
       {},
       11,
       "<term>lumbago</term>",
       {{"a guard", 1}, {"a row without a concept of the file", 3}, {"codes of a concept", 1}}},
  };
  for (const Lossy& test : cases) {
    const Exported out = exchange_form(test.form)->write(sample(), test.options);
    EXPECT_EQ(out.entries, test.entries) << test.form << "\n" << out.bytes;
    EXPECT_THAT(out.bytes, HasSubstr(test.holds)) << test.form;
    EXPECT_EQ(out.left_out, test.left_out) << test.form;
  }
}

TEST(Exchange, TbxCarriesConceptsAndTheirTerms) {
  Problems problems;
  const Glossary all = sample();
  const Glossary back = read("tbx", exchange_form("tbx")->write(all, {}).bytes, {}, problems);
  EXPECT_THAT(problems, IsEmpty()) << told(problems);
  ASSERT_EQ(back.concepts.size(), 3u);
  EXPECT_EQ(back.concepts[0].labels, all.concepts[0].labels);
  EXPECT_EQ(back.concepts[0].type, "condition");
  EXPECT_EQ(back.concepts[0].note, "of the <lower> back & legs");
  ASSERT_EQ(back.rows.size(), 2u);
  EXPECT_EQ(back.rows[0].match + ">" + back.rows[0].replace, "lotium pain>low back pain");
  EXPECT_EQ(back.rows[1].mode, Mode::link);
  EXPECT_EQ(back.rows[1].note, "a dated word");
}

TEST(Exchange, ReadsTbxOfOthers) {
  Problems problems;
  const Glossary old =
      read("tbx",
           "<?xml version=\"1.0\"?>\n<!DOCTYPE martif SYSTEM \"TBXcore.dtd\">\n"
           "<martif type=\"TBX\"><text><body><termEntry id=\"c1\">"
           "<langSet xml:lang=\"en\"><tig><term>gout</term></tig></langSet>"
           "<langSet xml:lang=\"zh-Hans\"><ntig><termGrp><term>痛<hi>风</hi></term>"
           "</termGrp></ntig></langSet></termEntry></body></text></martif>",
           {}, problems);
  EXPECT_THAT(problems, IsEmpty()) << told(problems);
  ASSERT_EQ(old.concepts.size(), 1u);
  EXPECT_EQ(old.concepts[0].labels.at("zh-Hans"), "痛风");
}

TEST(Exchange, ReadsWhatOthersWrite) {
  struct Foreign {
    std::string form, bytes;
    ExchangeOptions options;
    std::string table;
  };
  const Foreign cases[] = {
      {"omegat",
       "\xEF\xBB\xBF# comment\nwaist pain\tlow back pain\tnote\r\n\n",
       {},
       "waist pain|low back pain|fix|en||||||note\n"},
      {"deepl-csv", "\"a, b\",\"c \"\"d\"\"\"\n", {}, "a, b|c \"d\"|fix|en\n"},
      {"deepl-tsv", "腰痛\t背痛\n", {}, "腰痛|背痛|fix|zh\n"},
      {"opencc", "超声\t超音波 超聲波\n", {}, "超声|超音波|fix|zh||||||also: 超聲波\n"},
      {"csv", "match,note\n\"a b\",\"two\nlines\"\n", {}, "a b||fix|en||||||two lines\n"},
      {"json", "{\"terms\":[{\"match\":\"a b\",\"mode\":\"keep\"}]}", {}, "a b||keep|en\n"},
  };
  for (const Foreign& test : cases) {
    Problems problems;
    const Glossary got = read(test.form, test.bytes, test.options, problems);
    EXPECT_THAT(problems, IsEmpty()) << test.form << told(problems);
    EXPECT_THAT(table_of(got.rows), testing::EndsWith("source\n" + test::tsv(test.table)))
        << test.form;
  }
}

TEST(Exchange, PairsOfLabelsGetIds) {
  Problems problems;
  const Glossary got = read("omegat", "腰痛\tLow back pain\n背痛\tlow back pain\n疼\t疼痛\n",
                            {"zh-Hans", "en"}, problems);
  ASSERT_EQ(got.concepts.size(), 3u);
  EXPECT_EQ(got.concepts[0].id, "low-back-pain");
  EXPECT_EQ(got.concepts[1].id, "low-back-pain-2");
  EXPECT_EQ(got.concepts[2].id, "imported-3");
  EXPECT_EQ(slug("Sjögren's  (dry) 2"), "sj-gren-s-dry-2");
}

struct Bad {
  std::string form, bytes, says;
};

TEST(Exchange, BadFilesAreToldWithTheirLine) {
  std::string deep = "<tbx><text><body>";
  for (int i = 0; i < 200; ++i) deep += "<a>";
  const Bad cases[] = {
      {"csv", "match,replace\n\"a b,c\nd", "f:2: a quote is opened and never closed"},
      {"csv", "match,bogus\na,b\n", "f:1:7: unknown column 'bogus'"},
      {"csv", "match,mode\na b,fix\nc d,fxi\n", "f:3:5: unknown mode 'fxi', did you mean 'fix'"},
      {"csv", "", "f"},
      {"tsv", "match\treplace\n\tx\n", "f:2:1: empty 'match'"},
      {"tsv", "PK\x03\x04" + std::string(3, '\0'), "binary"},
      {"tsv", "match\n\xFF\xFE\n", "f:2: not UTF-8"},
      {"tsv", "\xFF\xFEm", "UTF-16"},
      {"json", "", "f"},
      {"json", "{\"terms\": [", "f"},
      {"json", "[]", "an object with `terms` and `concepts` is expected"},
      {"json", "{\"terms\": {}}", "f#/terms: a list is expected"},
      {"json", "{\"terms\": [1]}", "f#/terms/0: an object is expected"},
      {"json", "{\"terms\": [{\"match\": 1}]}", "f#/terms/0/match: a text is expected"},
      {"json", "{\"terms\": [{\"mach\": \"a\"}]}", "f#/terms/0: unknown column 'mach'"},
      {"json", "{\"terms\": [{\"match\": \"#a\"}]}", "cannot begin with '#'"},
      {"json", "{\"rows\": []}", "f#/rows: unknown key"},
      {"json", "{\"concepts\": [{}]}", "a concept without an id"},
      {"json", "{\"concepts\": [{\"id\": \"x\", \"labels\": []}]}", "labels by language"},
      {"json", "{\"concepts\": [{\"id\": \"x\", \"codes\": \"y\"}]}", "a list of codes"},
      {"json", "{\"concepts\": [{\"id\": \"x\", \"kind\": \"y\"}]}", "f#/concepts/0/kind: unknown"},
      {"omegat", "one cell\n", "f:1: 1 cells, expected 2 to 3"},
      {"omegat", "a\tb\tc\td\n", "f:1: 4 cells"},
      {"omegat", "x\ty\n\tb\n", "f:2: a pair with an empty side"},
      {"deepl-csv", "a,b,c,d,e\n", "f:1: 5 cells"},
      {"deepl-tsv", "a\tb\tc\n", "f:1: 3 cells"},
      {"opencc", "超声 超音波\n", "f:1: not 'from<tab>to'"},
      {"opencc", "超声\t\n", "f:1: a pair with an empty side"},
      {"tmx", "", "f:1: no XML"},
      {"tmx", "<tmx><body>", "no XML"},
      {"tmx", "<html><body/></html>", "f:1: no TMX"},
      {"tmx", "<tmx>\n<body>\n<tu><tuv xml:lang=\"en\"><seg>a</seg></tuv></tu></body></tmx>",
       "f:3: a pair with an empty side"},
      {"tbx", "<tbx/>", "f:1: no TBX"},
      {"tbx", "not xml", "f:1: no XML"},
      {"tbx", "<tbx>\n<a></b></tbx>", "f:2: no XML"},
      {"tbx", deep, "nest deeper than 100"},
      {"tbx", "<!DOCTYPE tbx [\n<!ENTITY a \"b\">]><tbx/>", "f:2: declares entities"},
      {"tbx", "<tbx><text><body>\n<conceptEntry id=\"x\"/></body></text></tbx>",
       "f:2: an entry without a term"},
      {"tbx",
       "<tbx><text><body><conceptEntry>\n<langSec><termSec><term>a</term></termSec></langSec>"
       "</conceptEntry></body></text></tbx>",
       "f:2: a language section without xml:lang"},
      {"tbx",
       "<tbx><text><body><conceptEntry><langSec xml:lang=\"en\">\n<termSec><term> </term></termSec>"
       "</langSec></conceptEntry></body></text></tbx>",
       "f:2: an empty term"},
  };
  for (const Bad& test : cases) {
    Problems problems;
    read(test.form, test.bytes, {}, problems);
    EXPECT_THAT(told(problems), HasSubstr(test.says))
        << test.form << ": " << test.bytes.substr(0, 80);
  }
}

TEST(Exchange, LargeFilesAreRefused) {
  Problems problems;
  read("tbx", std::string(kMaxExchangeBytes + 1, 'a'), {}, problems);
  EXPECT_THAT(told(problems), HasSubstr("larger than 64 MiB"));
}

// Every prefix and every single damaged byte of a good file is read or refused, never worse.
TEST(Exchange, DamagedFilesDoNoHarm) {
  for (const ExchangeForm& form : exchange_forms()) {
    const std::string good = form.write(sample(), {}).bytes;
    for (std::size_t i = 0; i < good.size(); i += 3) {
      for (const char c : {'\0', '<', '"', '\xFF', '\n'}) {
        std::string bad = good;
        bad[i] = c;
        Problems problems;
        read_exchange(form, bad, "f", {}, problems);
      }
      Problems problems;
      read_exchange(form, good.substr(0, i), "f", {}, problems);
    }
  }
}

TEST(Exchange, FormsAreFoundByName) {
  for (const ExchangeForm& form : exchange_forms()) EXPECT_EQ(exchange_form(form.name), &form);
  EXPECT_EQ(exchange_form("tbx2"), nullptr);
  EXPECT_EQ(exchange_form(""), nullptr);
}

}  // namespace
}  // namespace medloom::dictionaries
