#include "tests/support/invariants.h"

#include <set>

namespace medloom::test {
namespace {

using ::testing::AssertionFailure;
using ::testing::AssertionResult;
using ::testing::AssertionSuccess;

template <class Entry>
AssertionResult places_of(const std::vector<Entry>& entries, const char* what,
                          const std::set<BlockId>& chained, const Document& document) {
  for (const Entry& entry : entries) {
    const std::string here = std::string(what) + " of " + entry.stage + " at block " +
                             std::to_string(entry.block) + " [" + std::to_string(entry.at.from) +
                             "," + std::to_string(entry.at.to) + ")";
    if (!chained.contains(entry.block)) return AssertionFailure() << here << ": no such block";
    const Span text{0, document.block(entry.block).text.size()};
    if (entry.at.from > entry.at.to || !text.contains(entry.at)) {
      return AssertionFailure() << here << ": outside its text of " << text.to << " bytes";
    }
  }
  return AssertionSuccess();
}

}  // namespace

AssertionResult check_replay(const Document& document) {
  for (const Block& block : document.blocks()) {
    for (const Text* text : {&block.mark, &block.text}) {
      const std::string replayed = document.log().replay(document.text(), text->runs());
      if (replayed != text->view()) {
        return AssertionFailure() << "block " << block.id << " is '" << text->view()
                                  << "', but its runs give '" << replayed << "'";
      }
    }
  }
  return AssertionSuccess();
}

AssertionResult check_places(const Document& document) {
  std::set<BlockId> chained;
  for (const Block& block : document.blocks()) chained.insert(block.id);
  if (auto result = places_of(document.log().flags(), "flag", chained, document); !result) {
    return result;
  }
  if (auto result = places_of(document.log().links(), "link", chained, document); !result) {
    return result;
  }
  return places_of(document.log().fields(), "field", chained, document);
}

}  // namespace medloom::test
