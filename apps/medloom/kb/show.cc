// medloom kb show: one record of a knowledge base, to be read by a person or as JSON.
//
// Tested by tests/apps/kb_test.cc.
#include "apps/medloom/commands.h"
#include "apps/medloom/kb/words.h"
#include "apps/medloom/shared_words.h"
#include "apps/medloom/terminal.h"
#include "io/stores/store.h"

namespace medloom {
namespace {

struct KbShowArguments {
  std::string base;
  std::string id;
  bool json = false;
  std::string color = "auto";
};

// Lines of a text, each printable, with `margin` before them.
std::string indented(std::string_view text, std::string_view margin) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) out += std::string(margin) + printable(text.substr(0, end));
    out += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string facts_of(std::initializer_list<std::string> facts) {
  std::string out;
  for (const std::string& fact : facts) {
    if (!fact.empty()) out += (out.empty() ? "" : " · ") + printable(fact);
  }
  return out;
}

class ShownPage {
 public:
  ShownPage(const stores::PageRecord& record, const Palette& colours)
      : record_(record), colours_(colours) {}

  std::string text() {
    line(colours_.title, printable(record_.name));
    line(colours_.dim, facts_of({record_.language, record_.kind, record_.department,
                                 record_.published, record_.url}));
    for (const stores::RecordQuestion& question : record_.questions) add(question);
    for (const stores::RecordText& text : record_.texts) {
      if (text.column != stores::Column::part) continue;
      const bool heading = !text.pointer.ends_with("/text");
      if (heading) {
        out_ += '\n';
        line(colours_.title, printable(text.text));
      } else {
        out_ += "\n" + indented(text.text, "");
      }
    }
    return out_;
  }

 private:
  void line(std::string_view colour, const std::string& text) {
    if (!text.empty()) out_ += std::string(colour) + text + std::string(colours_.reset) + "\n";
  }

  void add(const stores::RecordQuestion& question) {
    out_ += '\n';
    line(colours_.title, "Q  " + printable(question.name));
    out_ += indented(question.text, "   ");
    for (const stores::RecordAnswer& answer : question.answers) {
      const std::string by =
          facts_of({answer.by, answer.department, answer.dated, answer.accepted ? "accepted" : ""});
      out_ += '\n';
      line(colours_.after, "A  " + by);
      out_ += indented(answer.text, "   ");
    }
  }

  const stores::PageRecord& record_;
  const Palette& colours_;
  std::string out_;
};

Result<int> kb_show(const KbShowArguments& arguments, Console& console) {
  const std::optional<std::string> id = stores::uuid_of(arguments.id);
  if (!id) return fail(ErrorCode::usage, "is no id of a record (urn:uuid:…)", arguments.id);
  auto store = stores::open_store(arguments.base, stores::Access::read);
  if (!store) return tl::unexpected(store.error());
  const auto page = (*store)->get(*id);
  if (!page) return tl::unexpected(page.error());
  if (!*page) return fail(ErrorCode::usage, "there is no such record in the base", arguments.id);
  if (!(*page)->removed.empty()) {
    console.err << printable(arguments.id) << " was removed on " << (*page)->removed << '\n';
    return static_cast<int>(kFindings);
  }
  std::string shown = (*page)->json + "\n";
  if (!arguments.json) {
    stores::RecordReader reader;
    const Result<stores::PageRecord> record = reader.read((*page)->json);
    if (!record) return tl::unexpected(record.error());
    const Palette colours = palette(wants_colours(arguments.color));
    shown = ShownPage(*record, colours).text();
  }
  auto written = console.out.write(shown);
  return written ? Result<int>(kDone) : tl::unexpected(written.error());
}

}  // namespace

CommandSpec kb_show_command() {
  const auto arguments = std::make_shared<KbShowArguments>();
  CommandSpec spec{"kb show", "show one record of a knowledge base", {}};
  spec.words = {
      base_word(arguments->base),
      {.names = "ID",
       .to = &arguments->id,
       .help = "the @id of a page, with or without urn:uuid:",
       .required = true},
      {.names = "--json", .to = &arguments->json, .help = "the record as it was loaded"},
      color_word(arguments->color),
  };
  spec.examples = {"medloom kb show health.kb 0b7c0a52-5d0e-5a0c-9f5e-2f1f3d0c9a11"};
  spec.call = calling(arguments, kb_show);
  return spec;
}

}  // namespace medloom
