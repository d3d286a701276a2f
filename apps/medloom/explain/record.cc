// Tested by tests/apps/explain_test.cc.
#include "apps/medloom/explain/record.h"

#include "text/utf8.h"

namespace medloom {
namespace {

constexpr std::size_t kTextWidth = 72;

std::string text_line(std::string_view text) {
  if (text.empty()) return "none";
  return counted(text::count_code_points(text), "character") + "  " + in_quotes(text, kTextWidth);
}

std::string person(const Responder& responder) {
  std::string line = printable(responder.name.view());
  const auto add = [&line](std::string_view part) {
    if (part.empty()) return;
    if (!line.empty()) line += ", ";
    line += printable(part);
  };
  add(responder.job_title.view());
  if (responder.department) {
    const Department& department = *responder.department;
    add(department.name.empty() ? department.original.view() : std::string_view(department.name));
    if (department.concept_ref) line += " (" + printable(department.concept_ref->id) + ")";
  }
  add(responder.affiliation.view());
  return line;
}

class Outline {
 public:
  Outline(const Record& record, const Palette& palette) : record_(record), palette_(palette) {}

  std::string write() {
    out_ += "\n" + std::string(palette_.title) + "record" + std::string(palette_.reset) + "\n";
    row("id", record_.id);
    row("kind", record_.kind.name);
    row("name", record_.name.view());
    row("language", record_.language);
    row("url", record_.url);
    row("published", record_.date_published);
    row("author", record_.author.view());
    for (const Contributor& contributor : record_.contributors) {
      row("contributor", person({contributor.name, contributor.job_title, contributor.affiliation,
                                 "", contributor.department}));
    }
    for (const Question& question : record_.questions) write(question);
    for (const Part& part : record_.parts) {
      std::string line = part.role;
      line += "  ";
      line += text_line(part.text.view());
      row("part", line);
    }
    for (const RelatedTeaser& teaser : record_.related) {
      row("teaser", in_quotes(teaser.question.empty() ? teaser.name.view() : teaser.question.view(),
                              kTextWidth));
    }
    if (!record_.topics.empty()) row("topics", grouped(record_.topics.size()));
    write_concepts();
    row("provenance", counted(record_.changes.size(), "change") + ", " +
                          counted(record_.flags.size(), "flag") + ", " +
                          counted(record_.dropped.size(), "dropped span"));
    for (const auto& [pointer, reason] : record_.missing) {
      row("missing", std::string(pointer).append(": ").append(reason));
    }
    return std::move(out_);
  }

 private:
  void row(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    out_ += "  " + padded(name, 12) + "  " + printable(value) + "\n";
  }

  void write(const Question& question) {
    row("question", in_quotes(question.name.view(), kTextWidth));
    row("  text", text_line(question.text.view()));
    if (question.author) row("  asker", asker(*question.author));
    row("  asked", question.date_created);
    for (const Answer& answer : question.accepted) write(answer, "accepted");
    for (const Answer& answer : question.suggested) write(answer, "suggested");
  }

  static std::string asker(const Asker& asker) {
    std::string line = asker.anonymous ? "anonymous" : asker.alias.str();
    const auto add = [&line](const std::string& what) {
      line += (line.empty() ? "" : ", ") + what;
    };
    if (!asker.gender.empty()) {
      add(asker.gender + (asker.gender_reliable ? "" : " (not reliable)"));
    }
    if (asker.age) add("age " + asker.age->original.str());
    return line;
  }

  void write(const Answer& answer, std::string_view place) {
    std::string line(place);
    if (!answer.basis.empty()) line += " (" + answer.basis + ")";
    if (answer.text) {
      line += "  " + text_line(answer.text->view());
    } else {
      line += "  " + counted(answer.parts.size(), "part") + " of the page";
    }
    row("  answer", line);
    if (answer.author) row("    by", person(*answer.author));
    row("    on", answer.date_created);
  }

  void write_concepts() {
    for (const About& about : record_.about) {
      row("about",
          about.concept_ref.id + "  " + about.name + "  ×" + grouped(about.mentions.size()));
    }
  }

  const Record& record_;
  const Palette& palette_;
  std::string out_;
};

}  // namespace

std::string outline(const Record& record, const Palette& palette) {
  return Outline(record, palette).write();
}

}  // namespace medloom
