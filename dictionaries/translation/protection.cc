// A token is letters and a figure in one, of a form that no word has: engines of rules take it for
// an unknown name, statistical ones copy it. Engines that change case or set blanks around it are
// understood. In HTML the span says the same once more; whether it survives does not matter.
//
// Tested by tests/dictionaries/translation/protection_test.cc.
#include "dictionaries/translation/protection.h"

#include <array>

#include "text/ascii.h"
#include "text/markup_escape.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::translation {
namespace {

constexpr std::size_t kMostDigits = 4;

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_alnum(char c) {
  return is_ascii_digit(c) || (text::ascii_lower(c) >= 'a' && text::ascii_lower(c) <= 'z');
}

// The number of the token that begins at `at`, and its length; {0, 0} without one.
struct TokenAt {
  std::size_t number = 0;
  std::size_t length = 0;
};
TokenAt token_at(std::string_view text, std::size_t at) {
  const auto is = [text](std::size_t i, char c) {
    return i < text.size() && text::ascii_lower(text[i]) == c;
  };
  if (!is(at, 'z') || !is(at + 1, 'q')) return {};
  std::size_t end = at + 2;
  std::size_t number = 0;
  while (end < text.size() && is_ascii_digit(text[end]) && end - at - 2 < kMostDigits) {
    number = number * 10 + static_cast<std::size_t>(text[end++] - '0');
  }
  if (end == at + 2 || !is(end, 'z')) return {};
  return {number, end + 1 - at};
}

// Without tags, and its entities read.
std::string without_markup(std::string_view html) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kEntities = {{
      {"&lt;", "<"},
      {"&gt;", ">"},
      {"&amp;", "&"},
      {"&quot;", "\""},
      {"&#39;", "'"},
      {"&apos;", "'"},
      {"&nbsp;", " "},
  }};
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '<') {
      const std::size_t close = html.find('>', at);
      if (close != std::string_view::npos) {
        at = close + 1;
        continue;
      }
    }
    bool entity = false;
    for (const auto& [name, character] : kEntities) {
      if (!html.substr(at).starts_with(name)) continue;
      out += character;
      at += name.size();
      entity = true;
      break;
    }
    if (!entity) out += html[at++];
  }
  return out;
}

bool ends_in_han(std::string_view text) {
  std::size_t at = text.size();
  while (at > 0 && !text::is_char_boundary(text, --at)) {
  }
  return !text.empty() && at < text.size() && text::is_han(text::decode_at(text, at));
}

bool opens_with_han(std::string_view text) {
  std::size_t at = 0;
  return !text.empty() && text::is_han(text::decode_at(text, at));
}

std::string raised(std::string_view word) {
  std::string out(word);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

class Restorer {
 public:
  Restorer(const std::vector<Piece>& pieces, std::string_view to)
      : pieces_(pieces), chinese_(to.starts_with("zh")), seen_(pieces.size(), 0) {}

  Result<Restored> run(std::string_view answer) {
    for (std::size_t at = 0; at < answer.size();) {
      const TokenAt token = token_at(answer, at);
      if (token.length == 0) {
        out_.text += answer[at];
        out_.outside += answer[at++];
        continue;
      }
      if (token.number == 0 || token.number > pieces_.size()) {
        return fail(ErrorCode::rejected, "token invented");
      }
      if (++seen_[token.number - 1] > 1) return fail(ErrorCode::rejected, "token doubled");
      put(token.number - 1, answer.substr(at + token.length));
      at += token.length;
      // A blank that only parted the token from Han text goes.
      const std::string_view rest = answer.substr(at);
      if (chinese_ && rest.starts_with(" ") && opens_with_han(rest.substr(1))) ++at;
    }
    for (const int count : seen_) {
      if (count == 0) return fail(ErrorCode::rejected, "token lost");
    }
    return std::move(out_);
  }

 private:
  void put(std::size_t number, std::string_view rest) {
    const Piece& piece = pieces_[number];
    std::string& text = out_.text;
    if (chinese_ && text.ends_with(" ") &&
        ends_in_han(std::string_view(text).substr(0, text.size() - 1))) {
      text.pop_back();
    }
    const bool glued = !chinese_ && !text.empty() && is_ascii_alnum(text.back());
    if (glued) text += ' ';
    const bool opens = text::trim_ascii(text).empty();
    const bool is_term = piece.kind == Piece::Kind::term;
    text += opens && is_term && !chinese_ ? raised(piece.target) : piece.target;
    if (!chinese_ && !rest.empty() && is_ascii_alnum(rest.front())) text += ' ';
    out_.outside += ' ';
    out_.order.push_back(number);
  }

  const std::vector<Piece>& pieces_;
  bool chinese_;
  std::vector<int> seen_;
  Restored out_;
};

}  // namespace

std::string with_tokens(std::string_view segment, const std::vector<Piece>& pieces,
                        TokenForm form) {
  for (std::size_t at = 0; at < segment.size(); ++at) {
    if (token_at(segment, at).length > 0) return {};
  }
  std::string out;
  std::size_t from = 0;
  const auto add_text = [&](std::string_view text) { out += as_sent(text, form); };
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    add_text(segment.substr(from, pieces[i].at.from - from));
    if (!out.empty() &&
        (is_ascii_alnum(out.back()) || static_cast<unsigned char>(out.back()) > 0x7F)) {
      out += ' ';
    }
    const std::string token = "ZQ" + std::to_string(i + 1) + "Z";
    out += form == TokenForm::html ? "<span translate=\"no\">" + token + "</span>" : token;
    from = pieces[i].at.to;
    const std::string_view rest = segment.substr(from);
    const bool parts = !rest.empty() && (is_ascii_alnum(rest.front()) || opens_with_han(rest));
    if (parts) out += ' ';
  }
  add_text(segment.substr(from));
  return out;
}

std::string as_sent(std::string_view segment, TokenForm form) {
  return form == TokenForm::html ? text::escape_markup(segment) : std::string(segment);
}

std::string as_answered(std::string_view answer, TokenForm form) {
  const std::string text = form == TokenForm::html ? without_markup(answer) : std::string(answer);
  return std::string(text::trim_ascii(text));
}

Result<Restored> restored(std::string_view answer, const std::vector<Piece>& pieces, TokenForm form,
                          std::string_view to) {
  return Restorer(pieces, to).run(as_answered(answer, form));
}

}  // namespace medloom::translation
