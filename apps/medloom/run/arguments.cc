// The words of `medloom run`, by the parts of its help.
#include "apps/medloom/run/arguments.h"

#include "apps/medloom/shared_words.h"

namespace medloom {
namespace {

constexpr char kNotes[] =
    "PATHS are files, folders (recursive, sorted by path), patterns, @FILE for a list of\n"
    "paths, or - for standard input. They hold pages (HTML, text, Markdown) or many of them\n"
    "(JSON Lines {\"url\": …, \"html\": …}, CSV, WARC), packed by gzip or zstd or as they are.\n"
    "Records go to standard output or -o, in input order, whatever -j says. A bad page is set\n"
    "aside with its reason and the run goes on; a page whose id was seen before is a duplicate,\n"
    "counted and left out. Files appear under their names when they are complete.\n";

std::vector<Word> input_words(RunArguments& arguments) {
  const char* inputs = "Which inputs";
  return {
      {.names = "PATHS",
       .to = &arguments.paths,
       .help = "files, folders, patterns, @lists, or - for standard input",
       .required = true},
      {.names = "--limit",
       .to = &arguments.limit,
       .help = "only the first N",
       .value = "N",
       .heading = inputs},
      {.names = "--sample",
       .to = &arguments.sample,
       .help = "only this share of them, 0 to 1",
       .value = "RATE",
       .heading = inputs,
       .range = {{0, 1}}},
      {.names = "--seed",
       .to = &arguments.seed,
       .help = "which sample; default is 0",
       .value = "N",
       .heading = inputs},
      {.names = "--shard",
       .to = &arguments.shard,
       .help = "every N-th of them, from the I-th on, counted from 0",
       .value = "I/N",
       .heading = inputs},
      {.names = "--only-language",
       .to = &arguments.only_languages,
       .help = "only records in this language: en, zh, zh-Hant (repeatable)",
       .value = "TAG",
       .heading = inputs},
      {.names = "--only-kind",
       .to = &arguments.only_kinds,
       .help = "only records of this kind: doctor-qa, article, faq (repeatable)",
       .value = "KIND",
       .heading = inputs},
  };
}

std::vector<Word> result_words(RunArguments& arguments) {
  const char* results = "Results";
  return {
      {.names = "-o,--output",
       .to = &arguments.output,
       .help = "write results here; - is standard output (default)",
       .value = "FILE",
       .heading = results},
      {.names = "--as",
       .to = &arguments.form,
       .help = "form: record (default), qa, jsonld, csv or bulk",
       .value = "FORM",
       .heading = results},
      {.names = "--render-language",
       .to = &arguments.render_language,
       .help = "show it in this language of translate.to; missing text in ⟦ ⟧",
       .value = "LANGUAGE",
       .heading = results},
      {.names = "--compress",
       .to = &arguments.compress,
       .help = "gzip, zstd or none; else .gz or .zst at the end of FILE says it",
       .value = "HOW",
       .heading = results},
      {.names = "--split",
       .to = &arguments.split,
       .help = "begin a new file at this size: FILE-00001.jsonl, FILE-00002.jsonl …",
       .value = "SIZE",
       .heading = results},
      {.names = "--rejects",
       .to = &arguments.rejects,
       .help = "write why pages gave no record, as JSON lines",
       .value = "FILE",
       .heading = results},
      {.names = "--rejects-text",
       .to = &arguments.rejects_text,
       .help = "… with the beginning of each page; nothing is redacted in it",
       .heading = results},
      {.names = "--trace",
       .to = &arguments.trace,
       .help = "write times, counts and lost candidates of each page",
       .value = "FILE",
       .heading = results},
      {.names = "--max-rejects",
       .to = &arguments.max_rejects,
       .help = "stop at more rejects than this number, or this share: 5%",
       .value = "N|N%",
       .heading = results},
      {.names = "--stats",
       .to = &arguments.stats,
       .help = "write counts and the time of each stage, as JSON",
       .value = "FILE",
       .heading = results},
      {.names = "--report",
       .to = &arguments.report,
       .help = "show the run to people, as one HTML file; needs -o FILE",
       .value = "FILE",
       .heading = results},
      {.names = "--log-format",
       .to = &arguments.log_format,
       .help = "what is said on standard error: text (default) or json",
       .value = "FORM",
       .heading = results,
       .choices = {"text", "json"}},
      {.names = "--force",
       .to = &arguments.force,
       .help = "replace output files that exist, and use nothing of them",
       .heading = results},
      {.names = "-q,--quiet",
       .to = &arguments.quiet,
       .help = "no summary at the end",
       .heading = results},
  };
}

}  // namespace

CommandSpec run_words(RunArguments& arguments) {
  CommandSpec spec{"run", "process pages into records", {}};
  for (auto words :
       {input_words(arguments), result_words(arguments), pipeline_words(arguments.pipeline)}) {
    for (Word& word : words) spec.words.push_back(std::move(word));
  }
  spec.words.push_back({.names = "-j,--jobs",
                        .to = &arguments.threads,
                        .help = "pages processed at once; all processors if not given",
                        .value = "N",
                        .heading = kHowPages,
                        .range = {{1, 1024}}});
  spec.words.push_back(
      {.names = "--sandbox",
       .to = &arguments.sandbox,
       .help = "give up network, programs and all other files before the first page",
       .heading = kHowPages});
  spec.notes = kNotes;
  spec.examples = {"medloom run pages/ -o records.jsonl --rejects rejects.jsonl",
                   "medloom run pages/ -o records.jsonl --report run.html",
                   "medloom run a.html b.txt --as qa | jq .question",
                   "medloom run pages/ -o tw.jsonl --profile hant-tw --dictionary my-terms.tsv",
                   "medloom run crawl/ -o r.jsonl --set folder.endings=.html,.php",
                   "medloom run crawl.jsonl.gz -o r.jsonl --set jsonl.html=body"};
  spec.tells_exit_codes = true;
  return spec;
}

}  // namespace medloom
