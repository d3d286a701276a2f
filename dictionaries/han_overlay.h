// What Han conversion must know beyond OpenCC's data: dictionaries/han/*.tsv and regional labels.
//
// A table has the columns from, to, targets and note. `from` is written in the script the text
// comes in, `to` in the one it goes to; `targets` says where to ("zh-Hant", "zh-Hant-TW",
// "zh-Hant-HK", "zh-Hans", several with commas; zh-Hant means both regions). A row goes before
// OpenCC's phrases wherever its characters stand, so it must be true in every context. A row that
// changes nothing protects its characters, and shows OpenCC's greedy search where a word ends: 医生
// to 醫生 keeps 生发 (hair growth) out of 医生发现.
//
// The column `use` may say otherwise of a row. A `word` acts where the text is cut so that it is a
// word, and takes part in how it is cut. A row `alone` is one character that no word decides. Where
// either has an `other`, it is a guess, and flagged. A `mend` is for Traditional text that was
// converted wrongly: 產后 becomes 產後, and the row of 皇后, which changes nothing, keeps it. A
// `surname` is the first character of a name, and `given` one of the others, that people write
// alike in both scripts; they act where a name is known to stand.
//
// Thread-safety: plain values and pure functions.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/entry.h"
#include "dictionaries/table_readers.h"
#include "pipeline/model/result.h"

namespace medloom::dictionaries {

enum class HanTarget : std::uint8_t { simplified, taiwan, hong_kong };
enum class HanUse : std::uint8_t { always, word, alone, mend, surname, given };

struct HanRow {
  std::string from;
  std::string to;
  std::vector<HanTarget> targets;
  SourceLine source;
  HanUse use = HanUse::always;
  std::string other = {};  // of a word or a row alone: the other candidate, or empty

  bool serves(HanTarget target) const;
};

// Reads one table; everything that is wrong with it goes to `problems`, sound rows are returned.
std::vector<HanRow> read_han_rows(std::string bytes, const File& file, Problems& problems);

// Problems between rows, of one table or of several: the same `from` twice for one target.
void check_han_rows(const std::vector<HanRow>& rows, Problems& problems);

// Where a word acts: not directly behind or before these, with one of these in the text, with none
// of those. Folded, so that both scripts are meant.
struct HanContext {
  std::vector<std::string> not_after, not_before, needs, unless;
};

// A phrase for one conversion.
struct HanPhrase {
  std::string from;
  std::string to;
  std::string origin;     // "dictionaries/han/words.tsv:41", what provenance shows
  bool regional = false;  // a concept's label: another word, not another script
  HanUse use = HanUse::always;
  std::string other = {};
  std::shared_ptr<const HanContext> context = nullptr;  // of a regional word; null: anywhere
};

// What acts in running text, the mends, and the characters of names.
std::vector<HanPhrase> han_phrases(const std::vector<HanRow>& rows, HanTarget target);
std::vector<HanPhrase> mending_phrases(const std::vector<HanRow>& rows, HanTarget target);
std::vector<HanPhrase> name_characters(const std::vector<HanRow>& rows, HanTarget target);

// Labels that are another word in the other region: 超声检查 is 超音波檢查 in Taiwan. `from` and
// `to` are language tags of labels. Left out are labels of fewer than three Han characters (too
// short to be told from the halves of two other words: 低热 in 降低热量) and those that two
// concepts share without agreeing.
std::vector<HanPhrase> regional_phrases(const std::vector<Concept>& concepts, std::string_view from,
                                        std::string_view to);

}  // namespace medloom::dictionaries
