// Blocks and list items repeat pieces of a text in order, so the place of each in that text is
// found by looking on from the last one, and its segments are those that lie there.
//
// Tested by tests/io/in_language_test.cc.
#include "io/renderers/in_language.h"

#include <algorithm>
#include <utility>

#include "pipeline/engine/content_hash.h"

namespace medloom {
namespace {

using Segments = std::vector<TranslatedSegment>;

// Words of a language that sets blanks between sentences.
bool parts_by_blanks(std::string_view language) {
  return !language.starts_with("zh") && !language.starts_with("ja");
}

Text text_of(std::string_view bytes) {
  Text text;
  text.append_read(bytes, {}, 0);
  return text;
}

class View {
 public:
  View(Record& record, const std::string& language) : record_(record), language_(language) {
    for (const WorkTranslation& translation : record.translations) {
      if (translation.language == language) translation_ = &translation;
    }
  }

  void show() {
    whole("/name", record_.name);
    for (std::size_t i = 0; i < record_.questions.size(); ++i) {
      question(record_.questions[i], "/mainEntity/" + std::to_string(i));
    }
    for (std::size_t i = 0; i < record_.parts.size(); ++i) {
      Part& part = record_.parts[i];
      const std::string pointer = "/hasPart/" + std::to_string(i);
      list(pointer + "/medloom/headingPath/", part.heading_path);
      with_blocks(pointer + "/text", part.text, part.blocks);
    }
    labels();
    record_.changes.clear();
    for (FlagEntry& flag : record_.flags) flag.at.clear();
    record_.translations.clear();
    record_.language = language_;
    record_.content_hash = content_hash(record_);
  }

 private:
  const Segments* segments_at(std::string_view pointer) const {
    static const Segments kNone;
    if (translation_ == nullptr) return nullptr;
    for (const TranslatedText& text : translation_->texts) {
      if (text.at == pointer) return &text.segments;
    }
    return &kNone;  // all of it is in that language
  }

  static std::string missing(std::string_view text) {
    return text.empty() ? std::string() : "⟦" + std::string(text) + "⟧";
  }

  // The bytes `at` of `text` in the language.
  std::string shown(std::string_view text, Span at, const Segments* segments) const {
    if (segments == nullptr) return missing(text.substr(at.from, at.size()));
    std::string out;
    std::uint32_t done = at.from;
    for (const TranslatedSegment& segment : *segments) {
      if (!at.contains(segment.source)) continue;
      const std::string_view between = text.substr(done, segment.source.from - done);
      out += between;
      if (between.empty() && !out.empty() && parts_by_blanks(language_)) out += ' ';
      out += segment.known ? segment.text
                           : missing(text.substr(segment.source.from, segment.source.size()));
      done = segment.source.to;
    }
    return out += text.substr(done, at.to - done);
  }

  void whole(const std::string& pointer, Text& text) const {
    if (text.empty()) return;
    text = text_of(shown(text.view(), {0, text.size()}, segments_at(pointer)));
  }

  void list(const std::string& pointer, std::vector<Text>& texts) const {
    for (std::size_t i = 0; i < texts.size(); ++i) whole(pointer + std::to_string(i), texts[i]);
  }

  void with_blocks(const std::string& pointer, Text& text,
                   std::vector<ContentBlock>& blocks) const {
    const Segments* segments = segments_at(pointer);
    std::size_t from = 0;
    const auto piece = [&](Text& part) {
      const std::size_t found = text.view().find(part.view(), from);
      if (part.empty()) return;
      if (found == std::string_view::npos) {
        part = text_of(missing(part.view()));
        return;
      }
      from = found + part.size();
      const Span at{static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(from)};
      part = text_of(shown(text.view(), at, segments));
    };
    for (ContentBlock& block : blocks) {
      piece(block.text);
      for (ListItem& item : block.items) piece(item.text);
    }
    whole(pointer, text);
  }

  void question(Question& question, const std::string& pointer) {
    whole(pointer + "/name", question.name);
    whole(pointer + "/text", question.text);
    list(pointer + "/medloom/headingPath/", question.heading_path);
    for (std::size_t i = 0; i < question.turns.size(); ++i) {
      whole(pointer + "/medloom/turns/" + std::to_string(i) + "/text", question.turns[i].text);
    }
    for (const auto& [key, answers] : {std::pair{"/acceptedAnswer/", &question.accepted},
                                       std::pair{"/suggestedAnswer/", &question.suggested}}) {
      for (std::size_t i = 0; i < answers->size(); ++i) {
        Answer& answer = (*answers)[i];
        const std::string place = pointer + key + std::to_string(i);
        if (answer.text) with_blocks(place + "/text", *answer.text, answer.blocks);
        if (!answer.author) continue;
        department(answer.author->department);
        rank(place + "/author/jobTitle", answer.author->job_title);
      }
    }
  }

  // ---- labels

  // That of the language, or of one that begins like it: "zh-Hant" reads zh-Hant-TW.
  std::string label(const Labels& labels) const {
    for (const auto& [tag, text] : labels) {
      if (tag == language_) return text;
    }
    for (const auto& [tag, text] : labels) {
      if (tag.starts_with(language_) || language_.starts_with(tag)) return text;
    }
    return {};
  }

  std::string field(std::string_view pointer) const {
    for (const FieldLabels& field : record_.fields) {
      if (field.at == pointer) return label(field.labels);
    }
    return {};
  }

  void department(std::optional<Department>& department) const {
    if (!department || !department->concept_ref) return;
    if (std::string name = label(department->concept_ref->labels); !name.empty()) {
      department->name = std::move(name);
    }
  }

  void rank(const std::string& pointer, Text& title) const {
    if (const std::string name = field(pointer); !name.empty()) title = text_of(name);
  }

  void labels() {
    if (std::string name = field("/specialty"); !name.empty()) record_.specialty = std::move(name);
    for (std::size_t i = 0; i < record_.contributors.size(); ++i) {
      department(record_.contributors[i].department);
      rank("/contributor/" + std::to_string(i) + "/jobTitle", record_.contributors[i].job_title);
    }
    for (About& about : record_.about) {
      if (std::string name = label(about.concept_ref.labels); !name.empty()) {
        about.name = std::move(name);
      }
      about.mentions.clear();
    }
  }

  Record& record_;
  const std::string& language_;
  const WorkTranslation* translation_ = nullptr;
};

class InLanguage final : public Renderer {
 public:
  InLanguage(std::unique_ptr<Renderer> renderer, std::string language)
      : renderer_(std::move(renderer)), language_(std::move(language)) {}

  std::string render(const Record& record) const override {
    return renderer_->render(translated_record(record, language_));
  }
  std::string header() const override { return renderer_->header(); }

 private:
  std::unique_ptr<Renderer> renderer_;
  std::string language_;
};

}  // namespace

std::unique_ptr<Renderer> in_language(std::unique_ptr<Renderer> renderer, std::string language) {
  return std::make_unique<InLanguage>(std::move(renderer), std::move(language));
}

Record translated_record(Record record, const std::string& language) {
  View(record, language).show();
  return record;
}

}  // namespace medloom
