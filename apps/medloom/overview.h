// What the tool says of itself as a whole: in its help and in its manual page.
#pragma once

namespace medloom {

inline constexpr char kOverview[] =
    "Turns scraped health pages (English, Chinese) into structured Q&A records with provenance:\n"
    "each changed word names its rule, its dictionary row and its bytes in the page.";

inline constexpr char kExitCodes[] =
    "Exit codes:\n"
    "  0    done\n"
    "  1    done, with rejected pages or findings\n"
    "  2    the command line or the configuration is wrong; nothing was written\n"
    "  3    something could not be read or written\n"
    "  4    stopped: more rejects than --max-rejects\n"
    "  130  interrupted (128 + signal); the same command goes on from there\n";

inline constexpr char kExamples[] =
    "Examples:\n"
    "  medloom run pages/ -o records.jsonl          a folder to records\n"
    "  medloom run page.html                        one page, record on the terminal\n"
    "  cat page.html | medloom run - --as qa        question-answer pairs, one a line\n"
    "  medloom explain page.html                    what each stage and rule did, and why\n"
    "  medloom run pages/ -o r.jsonl --set convert.to=zh-Hant-TW\n"
    "  medloom stage normalize < sentences.txt      one stage as a filter\n"
    "  medloom dict lint my-terms.tsv               is my dictionary sound?\n";

}  // namespace medloom
