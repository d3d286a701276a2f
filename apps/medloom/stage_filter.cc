// medloom stage NAME: one stage alone, from standard input to standard output.
//
//   decode     a page's bytes in, the decoded text out, byte for byte
//   extract    a page's bytes in (decoded as `decode` does by default), its blocks out, one a line:
//              kind, tab, mark and text
//   EDIT       a line in is a block, a block out is a line; each line has the language that its own
//              characters show. A stage that labels blocks puts the role and a tab in front.
// What the stage flags is said on standard error.
//
// The lines are one page, because guards look at all of it; many lines are several pages, and a
// line that is larger than a page of ours is cut behind a sentence. So a filter's memory does not
// grow with its input. Tested by tests/apps/stage_filter_test.cc.
#include <algorithm>

#include "apps/medloom/commands.h"
#include "apps/medloom/load_pipeline.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/signals.h"
#include "apps/medloom/terminal.h"
#include "io/bytes/block_reader.h"
#include "io/bytes/content.h"
#include "pipeline/engine/stage.h"
#include "stages/builtin.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom {
namespace {

constexpr std::uint64_t kPageBytes = std::uint64_t{1} << 30;  // decode, extract
constexpr std::size_t kPartBytes = std::size_t{4} << 20;      // of lines
constexpr std::size_t kEndBytes = std::size_t{64} << 10;      // where a line's part may end

constexpr char kNotes[] =
    "decode takes a page's bytes and gives its text; extract takes a page's bytes and gives\n"
    "its blocks, one a line; all others take and give lines, each a block of one page, a page\n"
    "for every 4 MiB.\n";

struct StageArguments {
  std::string name;
  std::vector<std::string> sets;  // "key=value"
  std::vector<std::string> dictionaries;
  std::string data;
  std::optional<std::string> cache;
};

const StageSpec* find_stage(std::string_view name) {
  for (const StageSpec& spec : builtin_stages()) {
    if (spec.name == name) return &spec;
  }
  return nullptr;
}

Result<const StageSpec*> filter_named(const std::string& name) {
  if (const StageSpec* spec = find_stage(name)) {
    if (spec->phase != Phase::write) return spec;
    return fail(ErrorCode::usage,
                "writes records from a finished document and is no filter; see medloom run", name);
  }
  std::vector<std::string> names;
  for (const StageSpec& spec : builtin_stages()) {
    if (spec.phase != Phase::write) names.push_back(spec.name);
  }
  return fail(ErrorCode::usage, "there is no stage '" + name + "'" + did_you_mean(name, names));
}

// "to=zh-Hant" and "convert.to=zh-Hant" mean the same to `stage convert`.
std::vector<std::string> without_prefix(std::vector<std::string> sets, const std::string& stage) {
  for (std::string& word : sets) {
    if (word.starts_with(stage + ".")) word.erase(0, stage.size() + 1);
  }
  return sets;
}

// One line of output for a text that may hold line breaks.
std::string one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n')
      line += "\\n";
    else
      line += c;
  }
  return line;
}

// How much of a line that goes on and on is a part of its own: up to the end of a sentence if there
// is one near, else up to a character that begins at the last byte or before. Bytes that are no
// UTF-8 are cut anywhere.
std::size_t end_within_line(std::string_view line) {
  constexpr std::size_t kLongestCharacter = 4;
  std::size_t cut = line.size() - 1;
  while (cut + kLongestCharacter >= line.size() && !text::is_char_boundary(line, cut)) --cut;
  if (cut + kLongestCharacter < line.size()) return line.size() - 1;
  for (const std::string_view mark : {"。", "！", "？", ". ", "! ", "? "}) {
    const std::size_t at = line.rfind(mark);
    if (at == std::string_view::npos || at + kEndBytes < cut || at + mark.size() > cut) continue;
    return at + mark.size();
  }
  return cut;
}

// The next lines of the input, or a part of a line; empty at its end.
std::string next_part(BlockReader& input) {
  std::string_view part = input.peek(kPartBytes + 1);
  if (part.size() > kPartBytes) {
    const std::size_t line_end = part.substr(0, kPartBytes).rfind('\n');
    part =
        part.substr(0, line_end == std::string_view::npos ? end_within_line(part) : line_end + 1);
  }
  std::string bytes(part);
  input.skip(bytes.size());
  return bytes;
}

void add_lines_as_blocks(Document& document, const std::string& text) {
  DocumentEditor editor(document, "lines");
  editor.set_language(text::detect_language(text));
  editor.set_text(text, {"", "UTF-8", "lines of text", 0});
  bool gap = false;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    const std::string_view line = std::string_view(text).substr(from, end - from);
    Block block;
    block.text.append_copied(line, static_cast<std::uint32_t>(from));
    block.language = text::detect_language(line);
    block.gap_before = gap;
    editor.add_block(std::move(block));
    gap = line.empty();
    from = end + 1;
  }
}

std::string extracted(const Document& document) {
  std::string out;
  for (const Block& block : document.blocks()) {
    out += name_of(block.kind);
    if (block.level > 0) out += " " + std::to_string(block.level);
    out += "\t";
    if (!block.mark.empty()) out += one_line(block.mark.view()) + " ";
    out += one_line(block.text.view()) + "\n";
  }
  return out;
}

std::string edited(const Document& document, bool with_roles, bool last_line_ends) {
  std::string out;
  for (const Block& block : document.blocks()) {
    if (with_roles) out += std::string(name_of(block.role)) + "\t";
    if (!block.mark.empty()) out += one_line(block.mark.view()) + " ";
    out += one_line(block.text.view()) + "\n";
  }
  if (!last_line_ends && !out.empty()) out.pop_back();
  return out;
}

void tell_flags(const Document& document, std::uint64_t lines_before, std::ostream& err) {
  for (const Flag& flag : document.log().flags()) {
    const std::string_view text = document.block(flag.block).text.view();
    err << "flag " << printable(flag.kind) << " in line " << lines_before + flag.block + 1 << ": "
        << in_quotes(text.substr(flag.at.from, flag.at.size()));
    for (const std::string& candidate : flag.candidates) err << " ? " << in_quotes(candidate);
    if (!flag.note.empty()) err << "  " << printable(flag.note);
    err << '\n';
  }
}

class Filter {
 public:
  Filter(const StageArguments& arguments, Console& console)
      : arguments_(arguments), console_(console) {}

  Result<int> execute() {
    const Result<const StageSpec*> found = filter_named(arguments_.name);
    if (!found) return tl::unexpected(found.error());
    spec_ = *found;
    const Result<DataFiles> data = find_data(arguments_.data, arguments_.cache);
    if (!data) return tl::unexpected(data.error());
    Problems problems;
    StageContext context(*data, arguments_.dictionaries, problems);
    stage_ = create(*spec_, without_prefix(arguments_.sets, spec_->name), context);
    if (spec_->name != "decode") decode_ = create(*find_stage("decode"), {}, context);
    if (!problems.empty()) return report(console_.err, problems);

    const StopSignals signals;
    return spec_->phase == Phase::read ? read(signals) : edit(signals);
  }

 private:
  static std::unique_ptr<Stage> create(const StageSpec& spec, const std::vector<std::string>& sets,
                                       StageContext& context) {
    const std::size_t before = context.problems().size();
    const Settings settings =
        read_settings(spec.fields, sets, "stage " + spec.name, context.problems());
    return context.problems().size() > before ? nullptr : spec.create(settings, context);
  }

  static tl::unexpected<Error> unread(const Error& error) {
    return fail(ErrorCode::input, error.message, "standard input");
  }

  Result<int> read(const StopSignals& signals) {
    Result<std::string> bytes = read_stdin(kPageBytes, &signals.stop());
    if (signals.received() != 0) return 128 + signals.received();
    if (!bytes) return unread(bytes.error());
    Page page;
    page.bytes = std::move(*bytes);
    page.name = "stdin";
    page.place = "-";
    Document document(std::make_shared<const Page>(std::move(page)));
    Trace trace;
    if (decode_ != nullptr) {
      if (auto done = decode_->run(document, trace); !done) return tl::unexpected(done.error());
    }
    if (auto done = stage_->run(document, trace); !done) return tl::unexpected(done.error());
    return write(decode_ == nullptr ? document.text() : extracted(document));
  }

  Result<int> edit(const StopSignals& signals) {
    const Result<Input> content = open_stdin(&signals.stop());
    if (!content) return unread(content.error());
    BlockReader input(*content->bytes);
    for (std::string part = next_part(input); !part.empty(); part = next_part(input)) {
      if (signals.received() != 0) break;
      if (auto done = edit_part(part); !done) return tl::unexpected(done.error());
    }
    if (signals.received() != 0) return 128 + signals.received();
    if (input.error()) return unread(*input.error());
    if (replaced_bytes_ > 0) {
      console_.err << "the input is not UTF-8; U+FFFD stands for "
                   << counted(replaced_bytes_, "byte") << '\n';
    }
    return static_cast<int>(kDone);
  }

  Result<void> edit_part(const std::string& lines) {
    text::Utf8Repair utf8 = text::repair_utf8(lines);
    replaced_bytes_ += utf8.replaced_bytes;
    Document document(std::make_shared<const Page>());
    add_lines_as_blocks(document, utf8.text);
    Trace trace;
    if (auto done = stage_->run(document, trace); !done) return done;
    tell_flags(document, lines_, console_.err);
    lines_ += static_cast<std::uint64_t>(std::count(lines.begin(), lines.end(), '\n'));
    const bool labels = !document.log().labels().empty();
    return console_.out.write(edited(document, labels, lines.ends_with('\n')));
  }

  Result<int> write(const std::string& text) {
    if (auto written = console_.out.write(text); !written) return tl::unexpected(written.error());
    return static_cast<int>(kDone);
  }

  const StageArguments& arguments_;
  Console& console_;
  const StageSpec* spec_ = nullptr;
  std::unique_ptr<Stage> stage_;
  std::unique_ptr<Stage> decode_;  // for stages that read a page after it
  std::uint64_t lines_ = 0;        // edited
  std::uint64_t replaced_bytes_ = 0;
};

Result<int> filter(const StageArguments& arguments, Console& console) {
  return Filter(arguments, console).execute();
}

}  // namespace

CommandSpec stage_command() {
  const auto arguments = std::make_shared<StageArguments>();
  CommandSpec spec{"stage", "run one stage as a filter: standard input to output", {}};
  spec.words = {
      {.names = "NAME", .to = &arguments->name, .help = "see 'medloom stages'", .required = true},
      {.names = "--set",
       .to = &arguments->sets,
       .help = "change a setting of the stage (repeatable)",
       .value = "KEY=VALUE"},
      dictionary_word(arguments->dictionaries),
      data_word(arguments->data),
      cache_word(arguments->cache),
  };
  spec.notes = kNotes;
  spec.examples = {"medloom stage decode < page.html",
                   "echo 'Lotium back pain' | medloom stage normalize",
                   "medloom stage convert --set to=zh-Hant-TW < notes.txt"};
  spec.call = calling(arguments, filter);
  return spec;
}

}  // namespace medloom
