// Text is copied in stretches that a fold would leave as they are: words with single spaces between
// them. So a paragraph without markup is one run, whatever its length.
#include "stages/extract/line.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "stages/extract/sixteen_bytes.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

constexpr std::string_view kNoBreakSpace = "\u00A0";
constexpr std::string_view kIdeographicSpace = "\u3000";

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Bytes of white space at `at`: an ASCII blank or a no-break space; else 0.
std::size_t space_at(std::string_view bytes, std::size_t at) {
  if (is_blank(bytes[at])) return 1;
  return bytes.substr(at).starts_with(kNoBreakSpace) ? kNoBreakSpace.size() : 0;
}

// Whether folding leaves sixteen bytes as they are; `next` are those one further on.
bool stay_unfolded(SixteenBytes c, SixteenBytes next) {
  const SixteenBytes may_be_space = in_range(next, 0, ' ') | is(next, '\xC2');
  return !any(in_range(c, 0, 0x1F) | is(c, '\xC2') | (is(c, ' ') & may_be_space));
}

// The end of the stretch from `from` on that folding leaves as it is.
std::size_t unfolded(std::string_view bytes, std::size_t from) {
  std::size_t at = from;
  while (at < bytes.size()) {
    while (at + sizeof(SixteenBytes) < bytes.size() &&
           stay_unfolded(load_sixteen(&bytes[at]), load_sixteen(&bytes[at + 1]))) {
      at += sizeof(SixteenBytes);
    }
    const auto byte = static_cast<unsigned char>(bytes[at]);
    if (byte > ' ' && byte != 0xC2) {
      ++at;
    } else if (byte <= ' ' && !is_blank(bytes[at])) {
      ++at;  // a control character is no white space
    } else if (space_at(bytes, at) == 0) {
      ++at;
    } else if (byte == ' ' && at + 1 < bytes.size() && space_at(bytes, at + 1) == 0) {
      at += 2;
    } else {
      break;
    }
  }
  return std::min(at, bytes.size());
}

bool is_cjk(char32_t c) { return text::is_han(c) || text::is_cjk_punctuation(c); }

char32_t last_char(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && !text::is_char_boundary(text, --at)) {
  }
  return text::decode_at(text, at);
}

bool is_invisible(char32_t c) {
  return text::is_space(c) || c < ' ' || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x180E ||
         (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFE00 && c <= 0xFE0F);
}

}  // namespace

void LineBuilder::add(const text::HtmlPiece& piece) {
  const std::string_view bytes = piece.bytes;
  for (std::size_t at = 0; at < bytes.size();) {
    const bool indent = text_.empty() && bytes.substr(at).starts_with(kIdeographicSpace);
    const std::size_t space = indent ? kIdeographicSpace.size() : space_at(bytes, at);
    if (space == 0) {
      const std::size_t to = unfolded(bytes, at);
      put(piece, at, to);
      at = to;
      continue;
    }
    const auto from = piece.source.from + static_cast<std::uint32_t>(at);
    const Span page =
        piece.copied ? Span{from, from + static_cast<std::uint32_t>(space)} : piece.source;
    add_space(page, piece.copied && bytes[at] == ' ', bytes[at] == '\n' || bytes[at] == '\r');
    at += space;
  }
}

void LineBuilder::add_preformatted(const text::HtmlPiece& piece) {
  std::size_t at = 0;
  while (text_.empty() && at < piece.bytes.size()) {
    const std::size_t space = space_at(piece.bytes, at);
    if (space == 0) break;
    at += space;
  }
  put(piece, at, piece.bytes.size());
}

void LineBuilder::add_read(std::string_view bytes, Span page) {
  put_space(bytes);
  text_.append_read(bytes, page, editor_.intern_reading(bytes));
}

void LineBuilder::add_space(Span page, bool as_it_stands, bool line_break) {
  if (text_.empty()) return;
  space_page_ = space_ ? hull(space_page_, page) : page;
  space_as_it_stands_ = as_it_stands && !space_;
  space_is_line_break_ = line_break || (space_ && space_is_line_break_);
  space_ = true;
}

// Puts the white space that waits, now that `next` comes behind it.
void LineBuilder::put_space(std::string_view next) {
  if (!space_) return;
  space_ = false;
  if (space_is_line_break_ && is_cjk(last_char(text_.view()))) {
    std::size_t first = 0;
    if (is_cjk(text::decode_at(next, first))) return;
  }
  if (space_as_it_stands_) return text_.append_copied(" ", space_page_.from);
  text_.append_read(" ", space_page_, EditLog::kSpace);
}

void LineBuilder::put(const text::HtmlPiece& piece, std::size_t from, std::size_t to) {
  if (from == to) return;
  const std::string_view bytes = piece.bytes.substr(from, to - from);
  put_space(bytes);
  if (piece.copied) {
    text_.append_copied(bytes, piece.source.from + static_cast<std::uint32_t>(from));
  } else {
    text_.append_read(bytes, piece.source, editor_.intern_reading(bytes));
  }
}

Text LineBuilder::take() {
  Text line = std::move(text_);
  text_ = {};
  space_ = false;
  if (!shows_something(line.view())) return {};
  return trimmed(std::move(line));
}

bool shows_something(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_invisible(text::decode_at(text, at))) return true;
  }
  return false;
}

Text trimmed(Text text) {
  const std::string_view all = text.view();
  std::size_t from = 0;
  for (std::size_t at = 0; at < all.size() && text::is_space(text::decode_at(all, at));) from = at;
  std::size_t to = all.size();
  while (to > from) {
    std::size_t at = to - 1;
    while (!text::is_char_boundary(all, at)) --at;
    const std::size_t last = at;
    if (!text::is_space(text::decode_at(all, at))) break;
    to = last;
  }
  if (from == 0 && to == all.size()) return text;
  return text.slice({static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)});
}

}  // namespace medloom::stages
