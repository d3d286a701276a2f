// The tables that say what personal data looks like: dictionaries/privacy/words.tsv, rules.tsv.
//
// Words come in classes ("title", "phone-cue"); a rule is a pattern over the plain view of a text
// (text/plain_view.h) with the classes that must or must not stand before it. `{title}` in a
// pattern stands for the words of a class, the longer ones first. What is wrong with a table goes
// to the problems with its place. Thread-safety: values.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dictionaries/table_readers.h"
#include "pipeline/model/result.h"
#include "text/pattern.h"

namespace medloom::dictionaries {

// Who speaks in a text, or that it is the name that a site shows of its asker.
enum class Voice : std::uint8_t { alias, asker, answer, page };
inline constexpr std::size_t kVoices = 4;
std::string_view name_of(Voice voice);
// The voice of that name; nothing where there is none.
std::optional<Voice> voice_named(std::string_view name);

// What is tested of a match beyond its pattern, its neighbours first of all.
enum class PrivateCheck : std::uint8_t {
  none,
  word,            // no letter or digit beside it
  number,          // nor a digit behind a separator
  mobile,          // a number that is no toll_free_form
  toll_free_form,  // 1-800-555-0142 without separators, where nothing near is Chinese
  digits5,
  phone9,
  mainland_id,
  old_mainland_id,
  taiwan_id,
  hong_kong_id,
  card,
  email,
  handle,
  address,
  date,
  plate,
  age,
  name,
  full_name,  // and not cut down to one word
  surname,
};

using WordClasses = std::uint64_t;  // a bit for each class

// Where a pattern holds a word of its trigger, `{title}`, that word parts it: there is no match
// without a word that has before it what stands before it in the pattern, and so behind it. Asked
// at each word, it spares most searches.
struct PrivateNeighbours {
  bool begins_near = false;             // every match begins so many characters before such a word
  std::uint32_t longest_before = 0;     // or fewer
  std::optional<text::Pattern> before;  // from there up to the word; nothing: the word comes first
  text::PatternOpening before_ends;     // with what that may end
  std::optional<text::Pattern> behind;  // what begins behind the word; nothing: no matter what
};

struct PrivateRule {
  std::string kind;    // "phone"
  std::string name;    // "taiwan-mobile"
  std::string origin;  // "dictionaries/privacy/rules.tsv:12"
  text::Pattern pattern;
  PrivateNeighbours neighbours;
  PrivateCheck check = PrivateCheck::none;
  bool on_digits = false;       // looked for around long numbers
  WordClasses trigger = 0;      // or around words of these classes
  WordClasses needs = 0;        // a word of these stands before it in its sentence
  bool needs_may_lack = false;  // it only takes precedence over `unless`
  WordClasses unless = 0;       // no word of these is nearer
  std::uint8_t voices = 0;      // a bit for each
};

struct PrivateWord {
  std::string word;  // ASCII in lower case
  WordClasses classes = 0;
};

class PrivateTables {
 public:
  // A table's bytes and the file that its rows name.
  struct Source {
    std::string bytes;
    File file;
  };

  PrivateTables() = default;
  // `known`: of the patterns of the rules.
  PrivateTables(Source words, Source rules, Problems& problems,
                text::Pattern::Known known = text::Pattern::Known::nothing);

  // Those that a rule asks about by class. Words that only stand in patterns are not among them.
  const std::vector<PrivateWord>& words() const { return words_; }
  const std::vector<PrivateRule>& rules() const { return rules_; }
  // The bit of a class; 0 where the tables have none of that name.
  WordClasses bit(std::string_view word_class) const;
  // Of a class, as the table has them.
  const std::vector<std::string>& of(std::string_view word_class) const;

 private:
  friend class PrivateRuleReader;
  void read_words(Source source, Problems& problems);
  void keep_asked_words();

  std::map<std::string, std::vector<std::string>, std::less<>> classes_;
  std::vector<PrivateWord> words_;
  std::vector<PrivateRule> rules_;
};

}  // namespace medloom::dictionaries
