// Tested by tests/dictionaries/tools/addition_test.cc.
#include "dictionaries/tools/skeleton.h"

namespace medloom::dictionaries {
namespace {

constexpr char kTerms[] =
    "# A dictionary of medloom: one row a line, a tab between cells, empty cells may be left out.\n"
    "# Lines that begin with # are comments. What each column means:\n"
    "#   match    the words that are looked for\n"
    "#   replace  what is written instead\n"
    "#   mode     fix: an error, always repaired; prefer: right, changed only when asked;\n"
    "#            flag: a person should look; keep: protected; link: only names its concept\n"
    "#   lang     en, zh, zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK or *\n"
    "#   inflect  plural: the plural is found and written too\n"
    "#   concept  the concept that the words name: its id in a concepts table\n"
    "#   when     the row acts only if one of these words is in the sentence: lumbar, disc\n"
    "#   unless   the row does not act if one of these words is there\n"
    "#   zh       the Chinese term that a wrong translation comes from\n"
    "#   note     why the row is right\n"
    "#   source   where the words were seen\n"
    "# Let the tool write a row and its case:\n"
    "#   medloom dict add 'wrong words' 'right words' --file terms.tsv --note 'why'\n"
    "match\treplace\tmode\tlang\tinflect\tconcept\twhen\tunless\tzh\tnote\tsource\n";

constexpr char kCases[] =
    "# Sentences that show what the rows of terms.tsv do. `expected` is left empty where nothing\n"
    "# changes; `hits` may say what acts: fix at wrong words; no fix at right words\n"
    "input\texpected\thits\tnote\n";

constexpr char kReadme[] =
    "A dictionary of medloom. `medloom dict lint --strict .` says whether it is sound, `medloom "
    "dict\n"
    "test .` whether its cases hold, `medloom run pages/ --dictionary terms.tsv` puts it to use.\n";

}  // namespace

std::vector<NewFile> new_dictionary() {
  return {{"terms.tsv", kTerms}, {"terms.cases.tsv", kCases}, {"README.md", kReadme}};
}

}  // namespace medloom::dictionaries
