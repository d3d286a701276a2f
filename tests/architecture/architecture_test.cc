// Reads the includes of the whole tree. The rules are tried first on small trees in memory, so that
// a scan that sees nothing is noticed.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <medloom_source_dir.h>

#include "pipeline/engine/data_files.h"
#include "tests/architecture/house_rules.h"

namespace medloom {
namespace fs = std::filesystem;
namespace {

using test::broken_rules;
using test::SourceTree;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// A file with the includes of a case behind its opening comment: they begin in line 2.
std::string file(const std::string& includes) { return "// What it is for.\n" + includes; }
std::string header(const std::string& includes = "") { return file(includes + "#pragma once\n"); }

SourceTree house() {
  return {
      {"pipeline/model/span.h", header()},
      {"pipeline/engine/stage.h", header("#include \"pipeline/model/span.h\"\n")},
      {"pipeline/engine/config_tree.cc", file("#include <toml++/toml.h>\n")},
      {"text/utf8.h", header("#include <string>\n#include \"pipeline/model/span.h\"\n")},
      {"text/pattern.cc", file("#include <re2/re2.h>\n#include <unicode/uchar.h>\n")},
      {"dictionaries/matcher.h", header("#include \"text/utf8.h\"\n")},
      {"stages/stages.h", header("#include \"pipeline/engine/stage.h\"\n")},
      {"stages/builtin.cc", file("#include \"stages/stages.h\"\n")},
      {"stages/convert.cc", file("#include \"stages/stages.h\"\n#include \"text/utf8.h\"\n")},
      {"stages/repair/scan.h",
       header("namespace medloom::stages {\nstruct Scan {\n};\nclass Later;\n}  // namespace x\n")},
      {"stages/repair/other.cc",
       file("namespace medloom::stages {\nnamespace {\nstruct Scan {\n};\n}  // namespace\n"
            "struct Scan::Inner {\n};\n}  // namespace medloom::stages\n")},
      {"stages/repair/repair.cc", file("#include \"stages/repair/scan.h\"\n"
                                       "#include \"dictionaries/matcher.h\"\n")},
      {"io/open.h", header("#include \"pipeline/engine/stage.h\"\n")},
      {"io/qa.cc", file("#include <nlohmann/json.hpp>\n#include \"io/open.h\"\n")},
      {"include/medloom/record.h", header("#include <string>\n#include <medloom/export.h>\n")},
      {"api/record.cc", file("#include <medloom/record.h>\n#include \"stages/stages.h\"\n")},
      {"apps/medloom/main.cc", file("#include <CLI/CLI.hpp>\n#include \"io/open.h\"\n"
                                    "#include \"stages/stages.h\"\n")},
      {"tests/text/utf8_test.cc", "#include <gumbo.h>\n#include \"apps/medloom/main.cc\"\n"},
      {"bench/html.cc", file("#include <libxml/HTMLparser.h>\n#include \"text/utf8.h\"\n")},
  };
}

TEST(HouseRules, AGoodHouseBreaksNone) { EXPECT_THAT(broken_rules(house()), IsEmpty()); }

// Each file is put into the good house and breaks exactly one rule.
TEST(HouseRules, EveryBrokenRuleIsFound) {
  struct Case {
    std::string path;
    std::string content;
    std::string message;
  };
  const std::vector<Case> cases = {
      {"pipeline/model/a.cc", file("#include \"pipeline/engine/stage.h\"\n"),
       "pipeline/model/a.cc:2: includes \"pipeline/engine/stage.h\"; pipeline/model may include "
       "nothing else"},
      {"pipeline/model/a.cc", file("#include \"text/utf8.h\"\n"),
       "pipeline/model/a.cc:2: includes \"text/utf8.h\"; pipeline/model may include nothing else"},
      {"pipeline/engine/a.cc", file("\n#include \"text/utf8.h\"\n"),
       "pipeline/engine/a.cc:3: includes \"text/utf8.h\"; pipeline/engine may include "
       "pipeline/model"},
      {"pipeline/engine/a.cc", file("#include \"stages/stages.h\"\n"),
       "pipeline/engine/a.cc:2: includes \"stages/stages.h\"; pipeline/engine may"},
      {"text/a.cc", file("#include \"pipeline/engine/stage.h\"\n"),
       "text/a.cc:2: includes \"pipeline/engine/stage.h\"; text may include pipeline/model"},
      {"text/a.cc", file("#include \"dictionaries/matcher.h\"\n"),
       "text/a.cc:2: includes \"dictionaries/matcher.h\"; text may"},
      {"dictionaries/a.cc", file("#include \"pipeline/engine/stage.h\"\n"),
       "dictionaries/a.cc:2: includes \"pipeline/engine/stage.h\"; dictionaries may include text, "
       "pipeline/model"},
      {"dictionaries/a.cc", file("#include \"stages/stages.h\"\n"),
       "dictionaries/a.cc:2: includes \"stages/stages.h\"; dictionaries may"},
      {"stages/a.cc", file("#include \"io/open.h\"\n"),
       "stages/a.cc:2: includes \"io/open.h\"; stages may include dictionaries"},
      {"stages/a.cc", file("#include \"stages/repair/scan.h\"\n"),
       "stages/a.cc:2: includes \"stages/repair/scan.h\"; a stage may include its own files"},
      {"stages/repair/a.cc", file("#include \"stages/convert.cc\"\n"),
       "stages/repair/a.cc:2: includes \"stages/convert.cc\"; a stage may"},
      {"stages/extract/a.cc", file("#include \"stages/repair/scan.h\"\n"),
       "stages/extract/a.cc:2: includes \"stages/repair/scan.h\"; a stage may"},
      {"io/a.cc", file("#include \"stages/stages.h\"\n"),
       "io/a.cc:2: includes \"stages/stages.h\"; io may include text, pipeline/engine"},
      {"io/a.cc", file("#include \"dictionaries/matcher.h\"\n"),
       "io/a.cc:2: includes \"dictionaries/matcher.h\"; io may"},
      {"apps/medloom/a.cc", file("#include \"tests/text/utf8_test.cc\"\n"),
       "apps/medloom/a.cc:2: includes \"tests/text/utf8_test.cc\"; apps may"},
      {"include/medloom/a.h", header("#include \"pipeline/model/span.h\"\n"),
       "include/medloom/a.h:2: includes \"pipeline/model/span.h\"; include may include nothing"},
      {"include/medloom/a.h", header("#include <tl/expected.hpp>\n"),
       "include/medloom/a.h:2: includes <tl/expected.hpp> in a public header"},
      {"include/medloom/a.h", header("#include <unistd.h>\n"),
       "include/medloom/a.h:2: includes <unistd.h> in a public header"},
      {"stages/a.cc", file("#include <medloom/record.h>\n"),
       "stages/a.cc:2: includes the public library; allowed in: include/, api/, python/"},
      {"python/a.cc", file("#include \"stages/stages.h\"\n"),
       "python/a.cc:2: includes \"stages/stages.h\"; python may include nothing else"},
      {"io/a.cc", file("#include \"api/record.cc\"\n"), "io/a.cc:2: includes \"api/record.cc\""},
      {"bench/a.cc", file("#include \"apps/medloom/main.cc\"\n"),
       "bench/a.cc:2: includes \"apps/medloom/main.cc\"; bench may"},
      {"stages/a.cc", file("#include <re2/re2.h>\n"),
       "stages/a.cc:2: includes RE2; allowed in: text/ (text/pattern.h"},
      {"stages/a.cc", file("#include <unicode/uchar.h>\n"), "stages/a.cc:2: includes ICU; allowed"},
      {"dictionaries/a.cc", file("#include <opencc/Config.hpp>\n"),
       "dictionaries/a.cc:2: includes OpenCC; allowed in: text/"},
      {"stages/a.cc", file("#include <toml++/toml.h>\n"),
       "stages/a.cc:2: includes toml++; allowed in: pipeline/engine/config_tree.cc"},
      {"io/a.cc", file("#include <CLI/CLI.hpp>\n"), "io/a.cc:2: includes CLI11; allowed in: apps/"},
      {"io/a.cc", file("#include <sqlite3.h>\n"),
       "io/a.cc:2: includes SQLite; allowed in: io/stores/sqlite/"},
      {"dictionaries/tsv.cc", file("#include <pugixml.hpp>\n"),
       "dictionaries/tsv.cc:2: includes pugixml; allowed in: dictionaries/exchange/"},
      {"io/stores/postgres/schema.cc", file("#include <libpq-fe.h>\n"),
       "io/stores/postgres/schema.cc:2: includes libpq; allowed in: "
       "io/stores/postgres/connection.cc"},
      {"io/engines/openai.cc", file("#include <curl/curl.h>\n"),
       "io/engines/openai.cc:2: includes libcurl; allowed in: io/engines/http.cc"},
      {"text/a.cc", file("#include <gumbo.h>\n"),
       "text/a.cc:2: includes Gumbo; allowed in: nothing else"},
      {"text/a.cc", file("#include <libxml/HTMLparser.h>\n"), "text/a.cc:2: includes libxml2"},
      {"stages/a.cc", file("#include <openssl/sha.h>\n"), "stages/a.cc:2: includes OpenSSL"},
      {"text/a.cc", file("#include <regex>\n"),
       "text/a.cc:2: includes std::regex; allowed in: nothing"},
      {"tests/text/a.cc", file("#include <regex>\n"), "tests/text/a.cc:2: includes std::regex"},
      {"io/a.h", header("#include <nlohmann/json.hpp>\n"),
       "io/a.h:2: includes nlohmann/json.hpp in a header"},
      {"text/a.cc", file("#include \"utf8.h\"\n"),
       "text/a.cc:2: includes \"utf8.h\"; includes are written from the root"},
      {"text/a.cc", file("#include \"../text/utf8.h\"\n"),
       "text/a.cc:2: includes \"../text/utf8.h\"; includes are written from the root"},
      {"text/a.cc", file("#include \"text/gone.h\"\n"),
       "text/a.cc:2: includes \"text/gone.h\", which does not exist"},
      {"text/a.cc", "#include <string>\n", "text/a.cc:1: does not open with a comment"},
      {"text/a.h", file(""), "text/a.h:1: is a header without #pragma once"},
      {"stages/z.h", header("namespace medloom::stages {\nstruct Scan : Base {\n"),
       "stages/z.h:3: defines medloom::stages::Scan, as stages/repair/scan.h does; give one"},
      {"util/a.cc", file(""), "util/a.cc:1: lies in no room of the house"},
      {"pipeline/a.cc", file(""), "pipeline/a.cc:1: lies in no room of the house"},
  };
  for (const Case& bad : cases) {
    SourceTree tree = house();
    tree[bad.path] = bad.content;
    EXPECT_THAT(broken_rules(tree), ElementsAre(StartsWith(bad.message))) << bad.path;
  }
}

SourceTree whole_tree() {
  const fs::path root = MEDLOOM_SOURCE_DIR;
  SourceTree tree;
  for (const auto& top : fs::directory_iterator(root)) {
    const std::string name = top.path().filename().string();
    if (!top.is_directory() || name.starts_with(".") || name == "build" || name == "out") continue;
    for (const auto& entry : fs::recursive_directory_iterator(top)) {
      const std::string ending = entry.path().extension().string();
      if (!entry.is_regular_file() || (ending != ".h" && ending != ".cc" && ending != ".inc")) {
        continue;
      }
      const Result<std::string> content = read_file(entry.path());
      EXPECT_TRUE(content);
      if (content) tree[entry.path().lexically_relative(root).generic_string()] = *content;
    }
  }
  return tree;
}

TEST(Architecture, TheTreeKeepsTheRules) {
  const SourceTree tree = whole_tree();
  EXPECT_GT(tree.size(), 50U) << "the scan did not find the sources";
  EXPECT_TRUE(tree.contains("pipeline/model/text.h"));
  for (const std::string& broken : broken_rules(tree)) ADD_FAILURE() << broken;
}

}  // namespace
}  // namespace medloom
