#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "io/builtin.h"
#include "stages/builtin.h"
#include "tests/apps/program.h"

namespace medloom {
namespace {

using nlohmann::json;
using test::Finished;
using test::medloom;
using testing::HasSubstr;

TEST(Stages, ListsEveryComponentWithItsSettings) {
  const Finished table = medloom({"stages"});
  EXPECT_EQ(table.code, 0) << table.err;
  const json list = json::parse(medloom({"stages", "--json"}).out);
  EXPECT_EQ(list.size(), builtin_stages().size() + builtin_sources().size() +
                             builtin_renderers().size() + builtin_writers().size());
  std::size_t i = 0;
  for (const StageSpec& spec : builtin_stages()) {
    EXPECT_THAT(table.out, HasSubstr("  " + spec.name + " "));
    EXPECT_THAT(table.out, HasSubstr(spec.summary));
    EXPECT_EQ(list[i]["kind"], "stage");
    EXPECT_EQ(list[i]["name"], spec.name) << "in running order";
    ASSERT_EQ(list[i]["settings"].size(), spec.fields.size());
    for (std::size_t field = 0; field < spec.fields.size(); ++field) {
      EXPECT_EQ(list[i]["settings"][field]["name"], spec.fields[field].name);
      EXPECT_EQ(list[i]["settings"][field]["default"], spec.fields[field].default_value);
      EXPECT_THAT(table.out, HasSubstr("--set " + spec.name + "." + spec.fields[field].name + "="));
    }
    ++i;
  }
}

TEST(Stages, OneByName) {
  const Finished done = medloom({"stages", "convert"});
  EXPECT_EQ(done.code, 0);
  EXPECT_THAT(done.out, HasSubstr("--set convert.to="));
  EXPECT_THAT(done.out, testing::Not(HasSubstr("decode")));
  EXPECT_EQ(json::parse(medloom({"stages", "file", "--json"}).out).size(), 2U)
      << "a source and a writer have this name";
}

TEST(Stages, UnknownNameIsRefusedWithAHint) {
  const Finished done = medloom({"stages", "normalise"});
  EXPECT_EQ(done.code, 2);
  EXPECT_EQ(done.out, "");
  EXPECT_THAT(done.err, HasSubstr("did you mean 'normalize'?"));
  EXPECT_EQ(medloom({"stages"}, {.out_file = "/dev/full"}).code, 3);
}

}  // namespace
}  // namespace medloom
