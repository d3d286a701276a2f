// What a page's text and attributes are stored in while and after it is read: offsets into the
// page, and one buffer for the few bytes that are not in the page as they stand (decoded
// references, lower-cased names).
//
// Pieces and attributes are small rows in flat vectors: no allocation per token, less than half
// the page on usual pages, and never more than `max_rows` of each. Filled by one thread; safe to
// read from many once filled.
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/span.h"
#include "text/html_tags.h"

namespace medloom::text {

// A stretch of text and where it came from: copied from the page byte for byte, or what `source`
// (a character reference, a line break of two bytes, a NUL) stands for.
struct HtmlPiece {
  Span source;
  std::string_view bytes;
  bool copied = true;
};

struct HtmlAttribute {
  std::string_view name;   // lower case
  std::string_view value;  // references decoded
  Span source;  // of the value in the page, without quotes; empty at the name's end if none
};

class HtmlArena {
 public:
  // Holds `max_rows` attributes and as many pieces.
  HtmlArena(std::string_view page, std::uint32_t max_rows);
  HtmlArena(HtmlArena&&) = default;
  HtmlArena& operator=(HtmlArena&&) = default;

  std::string_view page() const { return page_; }
  std::string_view page(Span span) const { return page_.substr(span.from, span.size()); }

  std::uint32_t piece_count() const { return static_cast<std::uint32_t>(pieces_.size()); }
  HtmlPiece piece(std::uint32_t index) const;
  void add_copied(Span source) {
    if (!is_overfull()) pieces_.push_back({source, kCopied});
  }
  void add_decoded(Span source, std::string_view bytes) {
    if (!is_overfull()) pieces_.push_back({source, keep(bytes)});
  }
  void cut_pieces(std::uint32_t count) { pieces_.resize(count); }

  // Whether there was more to hold than allowed: what came after that is lost.
  bool is_overfull() const { return std::max(pieces_.size(), attributes_.size()) > max_rows_; }

  std::uint32_t attribute_count() const { return static_cast<std::uint32_t>(attributes_.size()); }
  HtmlAttribute attribute(std::uint32_t index) const;
  // `name` as it stands in the page; `decoded` is the value where it differs from the page's bytes.
  void add_attribute(Span name, Span value, const std::string* decoded);
  // Whether one of the attributes from `first` on has this name, case aside.
  bool has_attribute(std::uint32_t first, Span name) const;
  void cut_attributes(std::uint32_t count) { attributes_.resize(count); }

  // The number of an element that HTML does not know, by its lower-case name. There is room for
  // 65,000 names; all the further ones share the last number, and have no name.
  HtmlTag number_tag(std::string_view name);
  std::string_view tag_name(HtmlTag tag) const;

 private:
  static constexpr std::uint32_t kCopied = 0xFFFFFFFF;  // in place of an index into kept_
  struct Piece {
    Span source;
    std::uint32_t kept;
  };
  struct Attribute {
    Span value;
    Span name;
    std::uint32_t kept_name;
    std::uint32_t kept_value;
  };

  std::uint32_t keep(std::string_view bytes);
  std::string_view kept(std::uint32_t index) const;
  std::string_view bytes(Span source, std::uint32_t kept_index) const {
    return kept_index == kCopied ? page(source) : kept(kept_index);
  }

  std::string_view page_;
  std::size_t max_rows_;
  std::vector<Piece> pieces_;
  std::vector<Attribute> attributes_;
  std::string buffer_;               // all kept bytes, one after the other
  std::vector<std::uint32_t> kept_;  // where each kept string begins in the buffer
  std::map<std::string, HtmlTag, std::less<>> numbers_;  // a tree, so that no page can make it slow
  std::vector<std::string_view> names_;                  // views of the keys above
};

}  // namespace medloom::text
