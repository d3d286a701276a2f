#include "dictionaries/tools/table_insert.h"

#include <gtest/gtest.h>

namespace medloom::dictionaries {
namespace {

struct Placed {
  const char* what;
  std::string table, line, sibling, expected;
  std::uint32_t at;
};

TEST(TableInsert, PutsALineWhereItBelongs) {
  const Placed cases[] = {
      {"sorted", "match\na\nc\n", "b", "", "match\na\nb\nc\n", 3},
      {"sorted, case-blind", "match\nA\nc\n", "B", "", "match\nA\nB\nc\n", 3},
      {"behind the last", "match\na\n", "b", "", "match\na\nb\n", 3},
      {"no rows yet", "# c\nmatch\n", "b", "", "# c\nmatch\nb\n", 3},
      {"not sorted: at the end", "match\nc\na\n", "b", "", "match\nc\na\nb\n", 4},
      {"in the last section", "match\na\nz\n# two\nc\ne\n", "d", "",
       "match\na\nz\n# two\nc\nd\ne\n", 6},
      {"beside its sibling", "match\tr\na\tx\nz\ty\n# two\nc\tq\n", "d\tx", "x",
       "match\tr\na\tx\nd\tx\nz\ty\n# two\nc\tq\n", 3},
      {"no newline at the end", "match\na", "b", "", "match\na\nb\n", 3},
      {"Windows lines", "match\r\na\r\nc\r\n", "b", "", "match\r\na\r\nb\r\nc\r\n", 3},
      {"blank line ends a section", "match\nb\n\nd\n", "c", "", "match\nb\n\nc\nd\n", 4},
  };
  for (const Placed& test : cases) {
    const Inserted out = insert_line(test.table, test.line, test.sibling);
    EXPECT_EQ(out.bytes, test.expected) << test.what;
    EXPECT_EQ(out.line, test.at) << test.what;
  }
}

TEST(TableInsert, AppendsBehindEverything) {
  EXPECT_EQ(append_line("input\nb\n# end\n", "a").bytes, "input\nb\n# end\na\n");
  EXPECT_EQ(append_line("", "a").bytes, "a\n");
}

}  // namespace
}  // namespace medloom::dictionaries
