// Pointers come back as they were put in, in order and one by one.
#include "pipeline/model/pointer_list.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "pipeline/model/missing_fields.h"

namespace medloom {
namespace {

std::vector<std::string> many_pointers() {
  std::vector<std::string> pointers = {"", "/a", "/a", "", "/ab", "/名"};
  for (int i = 0; i < 300; ++i) {
    pointers.push_back("/hasPart/0/medloom/blocks/" + std::to_string(i) + "/text");
  }
  // Longer than what can be shared, and than one byte tells.
  for (const std::size_t size : {254, 255, 256, 257, 511, 512, 7'000}) {
    pointers.push_back("/" + std::string(size, 'x'));
    pointers.push_back("/" + std::string(size, 'x') + "/y");
  }
  return pointers;
}

TEST(PointerList, GivesBackWhatItWasGiven) {
  const std::vector<std::string> pointers = many_pointers();
  PointerList list;
  EXPECT_TRUE(list.empty());
  for (const std::string& pointer : pointers) list.push_back(pointer);
  ASSERT_EQ(list.size(), pointers.size());
  PointerList::Walk walk(list);
  for (std::size_t i = 0; i < pointers.size(); ++i) {
    EXPECT_EQ(list.at(i), pointers[i]);
    EXPECT_EQ(walk.next(), pointers[i]);
  }
  list.clear();
  EXPECT_TRUE(list.empty());
  list.push_back("/b");
  EXPECT_EQ(list.at(0), "/b");
}

TEST(MissingFields, KeepPointersAndReasonsTogether) {
  MissingFields fields = {
      {"/url", "no address"}, {"/author", "no name"}, {"/publisher", "no name"}};
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& [pointer, reason] : fields) found.emplace_back(pointer, reason);
  EXPECT_EQ(found, (std::vector<std::pair<std::string, std::string>>{
                       {"/url", "no address"}, {"/author", "no name"}, {"/publisher", "no name"}}));
  EXPECT_EQ(fields.size(), 3U);
  fields.clear();
  EXPECT_TRUE(fields.empty());
  EXPECT_TRUE(fields.begin() == fields.end());
}

}  // namespace
}  // namespace medloom
