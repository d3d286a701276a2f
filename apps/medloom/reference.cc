// medloom reference: docs/reference/ as Markdown. A page for each command or group of commands, one
// for the stages, one for what stands at the ends of a pipeline, and an index.
//
// Made of the same descriptions as help, manual pages and `medloom stages`, so it cannot disagree
// with them. Tested by tests/docs/reference_test.cc, which fails where what is committed is old.
#include "apps/medloom/reference.h"

#include <cstdio>
#include <filesystem>

#include "apps/medloom/commands.h"
#include "apps/medloom/components.h"
#include "apps/medloom/overview.h"
#include "apps/medloom/terminal.h"
#include "io/open.h"
#include "io/paths.h"

namespace medloom {
namespace {

namespace fs = std::filesystem;

constexpr char kMade[] = "<!-- Made by `medloom reference docs/reference`; do not edit. -->\n\n";

// Text of a cell. A bar would end it; an angle bracket would begin markup.
std::string cell(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c == '<' ? std::string("&lt;") : c == '\n' ? std::string(" ") : std::string(1, c);
  }
  return out;
}

// Text of a cell as it is typed: in code, only a bar has a meaning.
std::string code(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '|' ? std::string("\\|") : std::string(1, c);
  return out.empty() ? "" : "`" + out + "`";
}

std::string fenced(const std::string& text) { return "```text\n" + text + "```\n"; }

// "run" of "run", "dict" of "dict lint".
std::string page_of(const CommandSpec& spec) { return spec.name.substr(0, spec.name.find(' ')); }

std::string number(double value) {
  char text[32];
  return {text, static_cast<std::size_t>(std::snprintf(text, sizeof text, "%g", value))};
}

// What a word takes, where its help does not say so.
std::string limits_of(const Word& word) {
  const auto unsaid = [&word](const std::string& text) {
    return word.help.find(text) == std::string::npos;
  };
  std::string limits;
  if (word.range) {
    const std::string range = number(word.range->first) + " to " + number(word.range->second);
    if (unsaid(range)) limits += "; " + range;
  }
  std::string choices;
  for (const std::string& choice : word.choices) {
    if (unsaid(choice)) choices += (choices.empty() ? "" : ", ") + choice;
  }
  if (!choices.empty()) limits += "; one of " + choices;
  if (is_option(word) && word.required) limits += "; required";
  return limits;
}

std::string words_table(const CommandSpec& spec) {
  std::string out;
  std::string heading = "none yet";
  for (const Word& word : spec.words) {
    if (out.empty() || word.heading != heading) {
      heading = word.heading;
      out += "\n| " + (heading.empty() ? "word" : cell(heading)) + " | |\n|---|---|\n";
    }
    out += "| " + code(shown(word)) + " | " + cell(word.help) + limits_of(word) + " |\n";
  }
  return out;
}

// A heading below the page's own, where the command is one of a group.
std::string section_of(const CommandSpec& spec) {
  const std::string places = places_of(spec);
  const bool in_group = page_of(spec) != spec.name;
  std::string out =
      (in_group ? "\n## medloom " : "# medloom ") + spec.name + "\n\n" + cell(spec.summary) +
      "\n\n" +
      fenced("medloom " + spec.name + (places.empty() ? "" : " " + places) + " [OPTIONS]\n") +
      words_table(spec);
  if (!spec.notes.empty()) out += "\n" + fenced(spec.notes);
  if (!spec.examples.empty()) {
    out += "\n```sh\n";
    for (const std::string& example : spec.examples) out += example + "\n";
    out += "```\n";
  }
  if (spec.tells_exit_codes) out += "\n[Exit codes](../README.md#exit-codes)\n";
  return out;
}

std::string title_of_group(const std::string& name) {
  for (const GroupSpec& group : command_groups()) {
    if (group.name == name) return "# medloom " + name + "\n\n" + group.summary + "\n";
  }
  return {};
}

std::string settings_table(const Component& component) {
  if (component.fields.empty()) return {};
  std::string out = "\n| setting | default | takes | |\n|---|---|---|---|\n";
  for (const FieldSpec& field : component.fields) {
    out += "| " + code(component.name + "." + field.name) + " | " + code(field.default_value) +
           " | " + cell(type_of(field)) + " | " + cell(field.description) + " |\n";
  }
  return out;
}

std::string section_of(const Component& component) {
  return "## " + component.name + "\n\n" +
         (component.phase.empty() ? "A " + component.kind : "Phase " + component.phase) + ". " +
         cell(component.summary) + "\n" + settings_table(component);
}

std::string index_page() {
  std::string out = std::string(kMade) + "# Reference\n\n" + kOverview + "\n";
  std::string heading;
  for (const CommandSpec& spec : all_commands()) {
    if (spec.heading != heading) {
      heading = spec.heading;
      out += "\n## " + heading + "\n\n| command | |\n|---|---|\n";
    }
    std::string anchor = "medloom-" + spec.name;
    for (char& c : anchor) c = c == ' ' ? '-' : c;
    out += "| [" + spec.name + "](commands/" + page_of(spec) + ".md#" + anchor + ") | " +
           cell(spec.summary) + " |\n";
  }
  return out +
         "\n## What a pipeline is made of\n\n[Stages](stages.md) with their settings; [sources, "
         "renderers and writers](ends.md).\n\n## Exit codes\n\n" +
         fenced(kExitCodes);
}

}  // namespace

std::map<std::string, std::string> reference_pages() {
  std::map<std::string, std::string> pages;
  pages["README.md"] = index_page();
  for (const CommandSpec& spec : all_commands()) {
    std::string& page = pages["commands/" + page_of(spec) + ".md"];
    if (page.empty()) page = kMade + title_of_group(page_of(spec));
    page += section_of(spec);
  }
  pages["stages.md"] = std::string(kMade) +
                       "# Stages, in running order\n\n"
                       "A setting is changed by `--set STAGE.KEY=VALUE`, or in a profile.\n";
  pages["ends.md"] = std::string(kMade) +
                     "# Sources, renderers, writers\n\n"
                     "Asked in this order: the first that takes an input reads it. A setting is "
                     "changed by `--set NAME.KEY=VALUE`.\n";
  for (const Component& component : all_components()) {
    pages[component.kind == "stage" ? "stages.md" : "ends.md"] += "\n" + section_of(component);
  }
  return pages;
}

namespace {

struct ReferenceArguments {
  std::string folder;
};

Result<int> write_reference(const ReferenceArguments& arguments, Console& console) {
  for (const auto& [name, text] : reference_pages()) {
    const fs::path path = fs::path(arguments.folder) / name;
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) {
      return fail(ErrorCode::output, "cannot be made: " + error.message(),
                  path_as_utf8(path.parent_path().string()));
    }
    Result<std::unique_ptr<Writer>> file = open_writer({path.string(), true});
    if (!file) return tl::unexpected(file.error());
    if (auto written = (*file)->write(text); !written) return tl::unexpected(written.error());
    if (auto closed = (*file)->close(); !closed) return tl::unexpected(closed.error());
    if (auto told = console.out.write(printable(path.string()) + "\n"); !told) {
      return tl::unexpected(told.error());
    }
  }
  return static_cast<int>(kDone);
}

}  // namespace

CommandSpec reference_command() {
  const auto arguments = std::make_shared<ReferenceArguments>();
  CommandSpec spec{"reference", "write the reference pages of this program, as Markdown", {}};
  spec.words = {{.names = "DIR",
                 .to = &arguments->folder,
                 .help = "the folder they go to; pages in it are replaced",
                 .required = true}};
  spec.examples = {"medloom reference docs/reference"};
  spec.call = calling(arguments, write_reference);
  return spec;
}

}  // namespace medloom
