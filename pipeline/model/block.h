// A block: one heading, paragraph, list item or row of a page, in reading order.
//
// A line of a plain text page is a block too; `gap_before` tells a soft line break from a new
// paragraph. What a block is *for* (question, answer, advert …) is its role, given by `structure`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "pipeline/model/language_tag.h"
#include "pipeline/model/text.h"

namespace medloom {

using BlockId = std::uint32_t;  // stable for the life of a document
using NodeId = std::uint32_t;   // index into Document::nodes(); node 0 is the page itself

enum class BlockKind : std::uint8_t {
  paragraph,
  heading,
  list_item,
  table_row,
  quote,
  caption,
  preformatted,
};

enum class Role : std::uint8_t {
  none,  // not labelled: structure has not seen it, or could not tell
  title,
  question,
  asker,  // the line that names the asker, and its fields
  answer,
  responder,  // the line that names who answers, and its fields
  greeting,
  signature,
  supplement,
  heading,
  lead,
  section,
  dialogue,
  teaser,
  topic,
  byline,
  caption,
  marker,  // the site's own wording that separates parts: "More Info", "Reply Date: …"
  navigation,
  advert,
  disclaimer,
  hidden,
  noise,
};

std::string_view name_of(BlockKind kind);
std::string_view name_of(Role role);
std::optional<Role> role_named(std::string_view name);

// A page may have a hundred thousand blocks, each a word long.
struct Block {
  BlockId id = 0;
  NodeId node = 0;
  Text mark;  // list item: "1.", "（2）", "-" as printed, or as HTML shows it
  Text text;
  LanguageTag language;
  BlockKind kind = BlockKind::paragraph;
  std::uint8_t level = 0;   // heading 1–6; list item: nesting depth from 1
  bool gap_before = false;  // a blank line or a new block element stands before it
  Role role = Role::none;
  bool dropped = false;  // no part of the record; the reason is in the log's drops
};

}  // namespace medloom
