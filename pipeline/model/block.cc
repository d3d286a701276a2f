// The names of kinds and roles, as records and site profiles write them, in the order of the enums.
//
// Tested by tests/model/document_test.cc.
#include "pipeline/model/block.h"

#include <array>

namespace medloom {
namespace {

constexpr std::array<std::string_view, 7> kKindNames = {
    "paragraph", "heading", "list_item", "table_row", "quote", "caption", "preformatted"};

constexpr std::array<std::string_view, 23> kRoleNames = {
    "none",       "title",   "question",   "asker",  "answer",  "responder", "greeting", "signature",
    "supplement", "heading", "lead",       "section", "dialogue", "teaser",  "topic",    "byline",
    "caption",    "marker",  "navigation", "advert", "disclaimer", "hidden",   "noise"};

}  // namespace

std::string_view name_of(BlockKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::string_view name_of(Role role) {
  return kRoleNames[static_cast<std::size_t>(role)];
}

std::optional<Role> role_named(std::string_view name) {
  for (std::size_t i = 0; i < kRoleNames.size(); ++i) {
    if (kRoleNames[i] == name) return static_cast<Role>(i);
  }
  return std::nullopt;
}

}  // namespace medloom
