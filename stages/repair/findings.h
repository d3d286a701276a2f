// What one scan of a text found: edits and flags, by the name of the rule.
//
// Edits come in text order and never overlap: one that reaches back into an earlier one is left out
// and gets its chance in the next pass over the edited text. Flags are capped, since the hundredth
// broken character of a paragraph tells nobody more than the first ones.
// Thread-safety: belongs to one scan.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/span.h"

namespace medloom::stages::repair {

// The names are public: they stand in records and in reports.
enum class RuleName : std::uint8_t {
  invisible,
  bidi,
  control,
  nfc,
  entity,
  mojibake,
  pinyin,
  glued_sentence,
  doubled_word,
  digits,
  lost_range,
  stray_mark,
  cjk_stop,
  width,
  radical,
  copy_protection,
  cjk_mark,
  look_alike,
  private_use,
};
std::string_view name_of(RuleName rule);

enum class FlagKind : std::uint8_t {
  hidden_text,  // characters that hide or reorder text
  look_alike,   // letters of another script inside a Latin word
  encoding,     // characters are lost or stand for others
  number,       // a number may not be what was written
  markup,       // markup whose meaning would be lost with it
  unstable,     // repairs that never come to an end
};
std::string_view name_of(FlagKind kind);

struct Edit {
  Span at;
  std::string after;
  RuleName rule;
};

struct Notice {
  Span at;
  FlagKind kind;
  RuleName rule;
  std::string note;
  std::vector<std::string> candidates;
};

class Findings {
 public:
  static constexpr std::size_t kMostNotices = 64;

  void replace(Span at, std::string after, RuleName rule);
  void remove(Span at, RuleName rule) { replace(at, {}, rule); }

  // Text that stays as it is, and about text that an edit of this scan takes away.
  void flag(Notice notice) { add(flags_, std::move(notice)); }
  void flag_removed(Notice notice) { add(removed_, std::move(notice)); }

  const std::vector<Edit>& edits() const { return edits_; }
  const std::vector<Notice>& flags() const { return flags_; }
  const std::vector<Notice>& removed() const { return removed_; }

  // Where the last edit ends: what stands before it has been dealt with.
  std::uint32_t done() const { return edits_.empty() ? 0 : edits_.back().at.to; }

 private:
  static void add(std::vector<Notice>& list, Notice notice);

  std::vector<Edit> edits_;
  std::vector<Notice> flags_;
  std::vector<Notice> removed_;
};

}  // namespace medloom::stages::repair
