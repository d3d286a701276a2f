// Values, their places, and the one syntax error that ends a file.
#include "pipeline/engine/config_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/random.h"

namespace medloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using Kind = ConfigValue::Kind;

TEST(ConfigTree, HasEveryKindOfValue) {
  const auto root = parse_toml(
      "text = \"腰痛\"\n"
      "integer = -3\n"
      "real = 1.5\n"
      "yes = true\n"
      "list = [\"a\", 2, [false]]\n"
      "date = 2020-04-23\n"
      "[table]\n"
      "\"腰 痛\" = \"key\"\n",
      "p.toml");
  ASSERT_TRUE(root) << to_string(root.error());
  EXPECT_EQ(root->kind, Kind::table);
  EXPECT_EQ(root->find("text")->text, "腰痛");
  EXPECT_EQ(root->find("integer")->integer, -3);
  EXPECT_EQ(root->find("real")->real, 1.5);
  EXPECT_TRUE(root->find("yes")->boolean);
  const ConfigValue& list = *root->find("list");
  ASSERT_EQ(list.items.size(), 3U);
  EXPECT_EQ(list.items[1].kind, Kind::integer);
  EXPECT_EQ(list.items[2].items[0].kind, Kind::boolean);
  EXPECT_EQ(root->find("date")->kind, Kind::other);
  EXPECT_EQ(root->find("table")->find("腰 痛")->text, "key");
  EXPECT_EQ(root->find("missing"), nullptr);
}

TEST(ConfigTree, KeepsTheOrderOfTheFile) {
  const auto root = parse_toml("zebra = 1\napple = 2\n[mango]\nz = 1\na = 2\n[[apricot]]\n", "p");
  ASSERT_TRUE(root);
  std::vector<std::string> keys;
  for (const ConfigValue& value : root->entries) keys.push_back(value.key);
  EXPECT_THAT(keys, ElementsAre("zebra", "apple", "mango", "apricot"));
  EXPECT_EQ(root->find("mango")->entries[0].key, "z");
}

TEST(ConfigTree, KnowsLineAndColumn) {
  const auto root = parse_toml(
      "a = 1\n"
      "  b = [ \"x\",\n"
      "        2 ]\n"
      "\n"
      "[[stage]]\n"
      "use = \"x\"\n"
      "[[stage]]\n"
      "  use = \"y\"\n",
      "dir/p.toml");
  ASSERT_TRUE(root);
  EXPECT_EQ(root->find("a")->where, "dir/p.toml:1:1") << "a value is where its key is";
  EXPECT_EQ(root->find("b")->where, "dir/p.toml:2:3");
  EXPECT_EQ(root->find("b")->items[1].where, "dir/p.toml:3:9");
  const ConfigValue& stages = *root->find("stage");
  ASSERT_EQ(stages.items.size(), 2U);
  EXPECT_EQ(stages.items[0].where, "dir/p.toml:5:1");
  EXPECT_EQ(stages.items[1].where, "dir/p.toml:7:1");
  EXPECT_EQ(stages.items[1].find("use")->where, "dir/p.toml:8:3");
}

TEST(ConfigTree, AnEmptyFileIsAnEmptyTable) {
  for (const std::string_view toml : {"", "\n", "# only a comment\n", "\xEF\xBB\xBF"}) {
    const auto root = parse_toml(toml, "p");
    ASSERT_TRUE(root) << to_string(root.error());
    EXPECT_TRUE(root->entries.empty());
  }
}

TEST(ConfigTree, SyntaxErrorsSayWhere) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"a = \n", "p:1:"},
      {"a = 1\nb == 2\n", "p:2:"},
      {"a = 1\na = 2\n", "p:2:"},
      {"[x]\n[x]\n", "p:2:"},
      {"[x\n", "p:1:"},
      {"a = \"open\n", "p:1:"},
      {"a = [1, 2\n", "p:"},
      {"a = {b = 1\n", "p:1:"},
      {"a = 'x' 'y'\n", "p:1:"},
      {"a b = 1\n", "p:1:"},
      {"a = 99999999999999999999\n", "p:1:"},
      {"a = \"\\q\"\n", "p:1:"},
      {"a = \"\xFF\"\n", "p:1:"},
      {"a = 2020-13-45\n", "p:1:"},
      {"= 1\n", "p:1:"},
      {std::string("a = \0\n", 6), "p:1:"},
  };
  for (const auto& [toml, where] : cases) {
    const auto root = parse_toml(toml, "p");
    ASSERT_FALSE(root) << toml;
    EXPECT_EQ(root.error().code, ErrorCode::configuration);
    EXPECT_THAT(root.error().where, StartsWith(where)) << toml;
    EXPECT_FALSE(root.error().message.empty()) << toml;
  }
}

TEST(ConfigTree, NestingHasALimit) {
  const auto nested = [](std::size_t depth) {
    std::string toml = "a";
    for (std::size_t i = 1; i < depth; ++i) toml += ".a";
    return parse_toml(toml + " = 1\n", "p");
  };
  EXPECT_TRUE(nested(60));
  const auto deep = nested(2000);
  ASSERT_FALSE(deep);
  EXPECT_THAT(deep.error().message, HasSubstr("nested"));
  const auto lists = parse_toml("a = " + std::string(2000, '[') + std::string(2000, ']'), "p");
  EXPECT_FALSE(lists);
}

TEST(ConfigTree, NoBytesEndTheProgram) {
  test::Random random(3);
  const std::vector<std::string> pieces = {"a",  "=",  "[",  "]",    "{", "}",    "\"",
                                           "'",  "\n", "#",  ".",    "1", "true", "[[",
                                           "]]", "\\", "腰", "\xFF", ",", " "};
  for (int round = 0; round < 3000; ++round) {
    std::string toml;
    for (std::uint32_t i = random.below(20); i > 0; --i) toml += random.pick(pieces);
    const auto root = parse_toml(toml, "p");
    if (!root) {
      EXPECT_THAT(root.error().where, StartsWith("p:")) << toml;
    }
  }
}

TEST(ConfigTree, EveryKindHasAName) {
  for (int kind = 0; kind <= static_cast<int>(Kind::other); ++kind) {
    EXPECT_FALSE(name_of(static_cast<Kind>(kind)).empty());
  }
  EXPECT_EQ(name_of(Kind::integer), "a whole number");
}

}  // namespace
}  // namespace medloom
