// medloom man: manual pages (roff, section 1), made from the table of commands.
//
// Without a name, the page of the tool; with one, that of a command. What stands in help texts is
// plain text and is escaped for roff.
//
// Tested by tests/apps/man_test.cc, by man itself where that is installed.
#include <algorithm>
#include <cctype>

#include "apps/medloom/commands.h"
#include "apps/medloom/overview.h"
#include "pipeline/engine/component_spec.h"
#include "pipeline/engine/pipeline.h"

namespace medloom {
namespace {

struct ManArguments {
  std::vector<std::string> words;
};

// Backslashes and dashes have meanings to roff; so has a line that begins with a dot or a quote.
std::string escaped(const std::string& text) {
  std::string out;
  bool line_begins = true;
  for (const char c : text) {
    if (line_begins && (c == '.' || c == '\'')) out += "\\&";
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
    line_begins = c == '\n';
  }
  return out;
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

std::string page_name(std::string command) {
  std::replace(command.begin(), command.end(), ' ', '-');
  return command.empty() ? "medloom" : "medloom-" + command;
}

std::string head(const std::string& command, const std::string& summary) {
  const std::string name = page_name(command);
  return ".TH " + upper(name) + " 1 \"\" \"medloom " + std::string(medloom_version()) +
         "\" \"medloom\"\n.SH NAME\n" + name + " \\- " + escaped(summary) + "\n";
}

// Text as it stands in the help, line by line.
std::string verbatim(const std::string& text) { return ".nf\n" + escaped(text) + ".fi\n"; }

std::string tagged(const std::string& tag, const std::string& text) {
  return ".TP\n.B " + escaped(tag) + "\n" + escaped(text) + "\n";
}

std::string overview() {
  std::string page = head("", "scraped health pages in, structured Q&A records out");
  page += ".SH SYNOPSIS\n.B medloom\n.I COMMAND\n.RI [ OPTIONS ]\n";
  page += ".SH DESCRIPTION\n" + escaped(kOverview) + "\n.SH COMMANDS\n";
  std::string heading;
  for (const CommandSpec& spec : all_commands()) {
    if (spec.heading != heading) page += ".SS " + escaped(heading = spec.heading) + "\n";
    page += tagged(spec.name, spec.summary);
  }
  page += ".SH EXAMPLES\n" + verbatim(kExamples) + ".SH EXIT STATUS\n" + verbatim(kExitCodes);
  return page;
}

std::string page_of(const CommandSpec& spec) {
  std::string page = head(spec.name, spec.summary);
  page += ".SH SYNOPSIS\n.B medloom " + escaped(spec.name) + "\n";
  if (const std::string places = places_of(spec); !places.empty()) {
    page += ".I " + escaped(places) + "\n";
  }
  page += ".RI [ OPTIONS ]\n.SH OPTIONS\n";
  std::string heading;
  for (const Word& word : spec.words) {
    if (word.heading != heading) page += ".SS " + escaped(heading = word.heading) + "\n";
    page += tagged(shown(word), word.help);
  }
  page += tagged("-h, --help", "show the help");
  if (!spec.notes.empty()) page += ".SH NOTES\n" + verbatim(spec.notes);
  if (!spec.examples.empty()) {
    page += ".SH EXAMPLES\n.nf\n";
    for (const std::string& example : spec.examples) page += escaped(example) + "\n";
    page += ".fi\n";
  }
  if (spec.tells_exit_codes) page += ".SH EXIT STATUS\n" + verbatim(kExitCodes);
  return page + ".SH SEE ALSO\n.BR medloom (1)\n";
}

Result<int> print_page(const ManArguments& arguments, Console& console) {
  std::string name;
  for (const std::string& word : arguments.words) name += (name.empty() ? "" : " ") + word;
  std::string page = name.empty() ? overview() : "";
  std::vector<std::string> names;
  for (const CommandSpec& spec : all_commands()) {
    if (spec.name == name) page = page_of(spec);
    names.push_back(spec.name);
  }
  if (page.empty()) {
    return fail(ErrorCode::usage, "there is no command '" + name + "'" + did_you_mean(name, names));
  }
  if (auto written = console.out.write(page); !written) return tl::unexpected(written.error());
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec man_command() {
  const auto arguments = std::make_shared<ManArguments>();
  CommandSpec spec{"man", "print the manual page of the tool or of a command", {}};
  spec.words = {{.names = "COMMAND",
                 .to = &arguments->words,
                 .help = "such as run, or dict lint; the tool itself if not given"}};
  spec.examples = {"medloom man run | man -l -"};
  spec.call = calling(arguments, print_page);
  return spec;
}

}  // namespace medloom
