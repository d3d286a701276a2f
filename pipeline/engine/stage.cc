// Proposals of a text stage are applied block by block, in the order that keeps places right: flags
// are in the coordinates of the text the stage was given, links in those of its result.
//
// Tested by tests/engine/pipeline_test.cc and, over every stage, tests/contract.
#include "pipeline/engine/stage.h"

#include <algorithm>

#include "pipeline/engine/digest.h"

namespace medloom {

std::string_view name_of(Phase phase) {
  switch (phase) {
    case Phase::read:
      return "read";
    case Phase::edit:
      return "edit";
    case Phase::write:
      return "write";
  }
  return "edit";
}

void Editor::flag(Span at, std::string kind, Rule rule, std::string note, FlagAction action,
                  std::vector<std::string> candidates) {
  flags_.push_back({"", std::move(kind), std::move(rule), block_, at, std::move(note), action,
                    std::move(candidates)});
}

void Editor::apply(DocumentEditor& document) && {
  // Flags are recorded first, so that they move with the replacements; links already count in the
  // result.
  for (Flag& flag : flags_) document.flag(std::move(flag));
  document.replace(block_, replacements_);
  for (const ResultLink& link : links_) {
    document.link(block_, link.at, link.concept_id, link.rule);
  }
  if (!language_.empty()) document.set_block_language(block_, language_);
}

Result<void> TextStage::run(Document& document, Trace& trace) const {
  DocumentEditor editor(document, name_);
  const PageContext& page = document.context();
  for (const Block& block : document.blocks()) {
    if (block.dropped || block.text.empty() || !wants(block)) continue;
    Editor proposals(block.id);
    if (auto done = rewrite(block, page, proposals, trace); !done) return done;
    std::move(proposals).apply(editor);
    if (trace.is_out_of_time(block.text.size())) {
      return fail(ErrorCode::rejected, trace.out_of_time());
    }
  }
  return {};
}

std::string StageContext::read(const std::filesystem::path& path, const std::string& shown_as) {
  Result<std::string> bytes = read_file(path);
  if (!bytes) {
    problems_.push_back({ErrorCode::configuration, bytes.error().message, shown_as});
    return {};
  }
  const bool known = std::any_of(files_read_.begin(), files_read_.end(),
                                 [&](const DictionaryRef& file) { return file.file == shown_as; });
  if (!known) files_read_.push_back({shown_as, sha256_hex(*bytes)});
  return std::move(*bytes);
}

std::string StageContext::read_data(const std::string& relative) {
  return read(data_.path(relative), relative);
}

std::vector<StoredTranslation> StageContext::read_translations(const std::string& path,
                                                               const std::vector<std::string>& to,
                                                               const std::string& engine) {
  Result<StoredTranslations> read =
      translations_
          ? translations_(path, to, engine)
          : fail(ErrorCode::configuration, "translation memories are not read here", path);
  if (!read) {
    problems_.push_back(read.error());
    return {};
  }
  files_read_.push_back({path, read->digest});
  return std::move(read->rows);
}

std::string StageContext::read_user_file(const std::string& path) { return read(path, path); }

}  // namespace medloom
