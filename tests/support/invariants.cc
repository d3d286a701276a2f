// The checks are written as plainly as they can be: one flag for each byte of the page, no
// cleverness that could share a fault with what it checks.
#include "tests/support/invariants.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "text/utf8.h"

namespace medloom::test {
namespace {

using ::testing::AssertionFailure;
using ::testing::AssertionResult;
using ::testing::AssertionSuccess;

std::string shown(Span span) {
  return "[" + std::to_string(span.from) + "," + std::to_string(span.to) + ")";
}

bool is_bound(std::string_view text, std::uint32_t at) {
  return at == text.size() ||
         (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80);
}

bool fits(std::string_view text, Span span) {
  return span.from <= span.to && is_bound(text, span.from) && is_bound(text, span.to);
}

// Bytes of the character at `at`. REQUIRES: valid UTF-8.
std::size_t length_at(std::string_view text, std::size_t at) {
  std::size_t length = 1;
  while (at + length < text.size() && !is_bound(text, static_cast<std::uint32_t>(at + length))) {
    ++length;
  }
  return length;
}

bool is_visible(std::string_view character) {
  if (character.size() == 1) {
    const auto byte = static_cast<unsigned char>(character[0]);
    return byte > 0x20 && byte != 0x7F;
  }
  static const std::set<std::string_view> kInvisible = {
      "\u0085", "\u00A0", "\u00AD", "\u034F", "\u061C", "\u115F", "\u1160", "\u1680",
      "\u17B4", "\u17B5", "\u180E", "\u3000", "\u3164", "\uFEFF", "\uFFA0"};
  if (kInvisible.contains(character)) return false;
  const bool is_control = character[0] == '\xC2' && static_cast<unsigned char>(character[1]) < 0xA0;
  // U+2000–200F, U+2028–202F, U+2060–206F, variation selectors, tags.
  const bool is_format = (character >= "\u2000" && character <= "\u200F") ||
                         (character >= "\u2028" && character <= "\u202F") ||
                         (character >= "\u205F" && character <= "\u206F") ||
                         (character >= "\uFE00" && character <= "\uFE0F") ||
                         (character >= "\U000E0000" && character <= "\U000E0FFF");
  return !is_control && !is_format;
}

const std::string& stage_of(const Flag& flag) { return flag.stage; }
const std::string& stage_of(const Link& link) { return link.stage(); }
const std::string& stage_of(const Field& field) { return field.stage; }

template <class Entry>
AssertionResult places_of(const std::vector<Entry>& entries, const char* what,
                          const std::set<BlockId>& chained, const Document& document) {
  for (const Entry& entry : entries) {
    const std::string here = std::string(what) + " of " + stage_of(entry) + " at block " +
                             std::to_string(entry.block) + " " + shown(entry.at);
    if (!chained.contains(entry.block)) return AssertionFailure() << here << ": no such block";
    if (!fits(document.block(entry.block).text.view(), entry.at)) {
      return AssertionFailure() << here << ": outside its text, or inside a character";
    }
  }
  return AssertionSuccess();
}

// Which bytes of a page are accounted for.
class Account {
 public:
  explicit Account(std::string_view page) : page_(page), covered_(page.size(), false) {}

  void cover(Span span) {
    for (std::uint32_t at = span.from; at < span.to && at < page_.size(); ++at) {
      covered_[at] = true;
    }
  }

  // The first visible character of `span` that is not covered.
  AssertionResult expect(Span span, const std::string& where) const {
    for (std::size_t at = span.from; at < span.to && at < page_.size();) {
      const std::size_t length = length_at(page_, at);
      if (!covered_[at] && is_visible(page_.substr(at, length))) {
        return AssertionFailure() << "lost at byte " << at << " of the page (" << where << "): '"
                                  << page_.substr(at, 40) << "…'";
      }
      at += length;
    }
    return AssertionSuccess();
  }

 private:
  std::string_view page_;
  std::vector<bool> covered_;
};

AssertionResult check_out(const std::map<std::string, std::string_view>& texts,
                          const std::vector<std::string>& at, Span out, const std::string& what) {
  for (const std::string& pointer : at) {
    if (!texts.contains(pointer)) {
      return AssertionFailure() << what << ": " << pointer << " is no text of the record";
    }
  }
  if (!at.empty() && !fits(texts.at(at.front()), out)) {
    return AssertionFailure() << what << ": " << shown(out) << " is outside " << at.front();
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
  const EditLog& log = document.log();
  if (auto result = places_of(log.flags(), "flag", chained, document); !result) return result;
  if (auto result = places_of(log.links(), "link", chained, document); !result) return result;
  return places_of(log.fields(), "field", chained, document);
}

AssertionResult check_conservation(const Document& document, const Record& record) {
  Account account(document.text());
  for (const PlacedText& placed : texts_of(record)) {
    for (const Run& run : placed.text->runs()) account.cover(run.page);
  }
  for (const DropEntry& drop : record.dropped) account.cover(drop.page);
  for (const Block& block : document.blocks()) {
    for (const Text* text : {&block.mark, &block.text}) {
      for (const Run& run : text->runs()) {
        const std::string where =
            "block " + std::to_string(block.id) + ", role " + std::string(name_of(block.role));
        if (auto result = account.expect(run.page, where); !result) return result;
      }
    }
  }
  // What is in no block of HTML and Markdown is markup, of plain text it is lost.
  const bool markdown = document.page().name.ends_with(".md");
  if (markdown || document.text().find('<') != std::string::npos) return AssertionSuccess();
  return account.expect({0, static_cast<std::uint32_t>(document.text().size())}, "in no block");
}

AssertionResult check_spans(const Record& record, std::string_view page) {
  std::map<std::string, std::string_view> texts;
  for (const PlacedText& placed : texts_of(record)) {
    texts[placed.pointer] = placed.text->view();
    for (const Run& run : placed.text->runs()) {
      if (!fits(page, run.page)) {
        return AssertionFailure() << placed.pointer << " comes from " << shown(run.page)
                                  << ", which is outside the page or inside a character";
      }
    }
  }
  std::vector<std::pair<std::string, Span>> spans;
  for (const ChangeEntry& change : record.changes) {
    const std::string what = "change " + change.rule.name + " '" + change.before + "'";
    spans.emplace_back(what, change.page);
    if (auto result = check_out(texts, change.at, change.out, what); !result) return result;
  }
  for (const FlagEntry& flag : record.flags) {
    const std::string what = "flag " + flag.rule.name + " '" + flag.text + "'";
    spans.emplace_back(what, flag.page);
    if (auto result = check_out(texts, flag.at, {}, what); !result) return result;
  }
  for (const DropEntry& drop : record.dropped) spans.emplace_back("drop " + drop.rule, drop.page);
  for (const About& about : record.about) {
    for (const Mention& mention : about.mentions) {
      const std::string what = "mention of " + about.concept_ref.id;
      if (auto result = check_out(texts, mention.at, mention.out, what); !result) return result;
    }
  }
  for (const auto& [what, span] : spans) {
    if (!fits(page, span)) {
      return AssertionFailure() << what << ": " << shown(span)
                                << " is outside the page or inside a character";
    }
  }
  return AssertionSuccess();
}

// Digits and what makes a value of them, full width as half width.
std::string numbers_in(std::string_view bytes) {
  std::string found;
  for (std::size_t pos = 0; pos < bytes.size();) {
    char32_t c = text::decode_at(bytes, pos);
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    const bool counts = (c >= '0' && c <= '9') || c == '<' || c == '>' || c == U'≤' || c == U'≥' ||
                        c == U'±' || c == '%' || c == U'℃' || c == U'°';
    if (counts) text::append_utf8(found, c);
  }
  return found;
}

// Whether UTF-8 was read as Latin-1 here: `å»º`. Then `°` and `±` are parts of letters, `ï¼‘` is a
// digit, and only ASCII is what it seems.
bool is_misread(std::string_view bytes) {
  for (const std::string_view lead : {"Â", "Ã", "â", "ã", "ä", "å", "æ", "ç", "è", "é", "ï", "ð"}) {
    if (bytes.find(lead) != std::string_view::npos) return true;
  }
  return false;
}

// Every ASCII digit of `before` stands in `after`, in this order. A tag between the letters may
// have gone with the same change, so `<` says nothing.
bool keeps_ascii_numbers(std::string_view before, std::string_view after) {
  for (const char c : before) {
    if (!((c >= '0' && c <= '9') || c == '%')) continue;
    const std::size_t at = after.find(c);
    if (at == std::string_view::npos) return false;
    after.remove_prefix(at + 1);
  }
  return true;
}

bool keeps_numbers(const Change& change) {
  return change.rule().name == "mojibake" || is_misread(change.before)
             ? keeps_ascii_numbers(change.before, change.after)
             : numbers_in(change.before) == numbers_in(change.after);
}

AssertionResult check_numbers(const Document& document) {
  static constexpr std::string_view kAboutNumbers[] = {"digits", "lost-range", "entity",
                                                       "copy-protection", "age"};
  for (const Change& change : document.log().changes()) {
    const bool may = std::find(std::begin(kAboutNumbers), std::end(kAboutNumbers),
                               change.rule().name) != std::end(kAboutNumbers);
    if (!may && !keeps_numbers(change)) {
      return AssertionFailure() << "help: rule " << change.rule().name << " changes a number: '"
                                << change.before << "' to '" << change.after << "'";
    }
  }
  return AssertionSuccess();
}

AssertionResult check_promises(const Document& document, const Record& record) {
  if (auto result = check_replay(document); !result) return result;
  if (auto result = check_places(document); !result) return result;
  if (auto result = check_spans(record, document.text()); !result) return result;
  if (auto result = check_numbers(document); !result) return result;
  return check_conservation(document, record);
}

}  // namespace medloom::test
