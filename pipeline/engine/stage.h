// What a stage is. READ and EDIT stages work on the document, WRITE steps on the record.
//
// A stage is immutable after `create` and shared by all threads: everything it needs is made there,
// and what belongs to one page lives on the stack of `run`. A stage contains no timing, counting or
// logging; the engine wraps that around it.
//
// Most stages are TextStages: asked block by block whether they want it, and what they would
// replace. They cannot forget provenance, because an Editor is all they get.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <typeindex>
#include <utility>
#include <vector>

#include "pipeline/engine/component_spec.h"
#include "pipeline/engine/data_files.h"
#include "pipeline/engine/stored_translations.h"
#include "pipeline/engine/trace.h"
#include "pipeline/model/document.h"
#include "pipeline/model/record.h"
#include "pipeline/model/result.h"

namespace medloom {

// READ or EDIT. An Error with code `rejected` sets the page aside with its message as the reason;
// any other code is a bug of ours and sets it aside as such.
class Stage {
 public:
  virtual ~Stage() = default;
  virtual Result<void> run(Document& document, Trace& trace) const = 0;
};

// WRITE: fills in, or checks, the record of a finished document.
class RecordStep {
 public:
  virtual ~RecordStep() = default;
  virtual Result<void> run(const Document& document, Record& record, Trace& trace) const = 0;
};

// What a text stage may do to one block. Replacements are in the coordinates of the text that the
// stage was given; flags and links too, and they are put where the replacements leave them.
class Editor {
 public:
  explicit Editor(BlockId block) : block_(block) {}

  // REQUIRES: called in text order, not overlapping.
  void replace(Span at, std::string_view after, const Rule& rule) {
    replacements_.add(at, after, rule);
  }
  void flag(Span at, std::string kind, Rule rule, std::string note,
            FlagAction action = FlagAction::unchanged, std::vector<std::string> candidates = {});
  // A concept link into the text as it will stand *after* the replacements.
  void link_result(Span at, std::string_view concept_id, Rule rule) {
    links_.push_back({at, std::string(concept_id), std::move(rule)});
  }
  // The language of the block once the stage is done with it.
  void set_language(std::string tag) { language_ = std::move(tag); }

  void apply(DocumentEditor& document) &&;

 private:
  struct ResultLink {
    Span at;
    std::string concept_id;
    Rule rule;
  };

  BlockId block_;
  Replacements replacements_;
  std::vector<Flag> flags_;
  std::vector<ResultLink> links_;
  std::string language_;
};

class TextStage : public Stage {
 public:
  explicit TextStage(std::string name) : name_(std::move(name)) {}

  // Whether the stage has anything to do with this block. Dropped blocks are never asked about.
  virtual bool wants(const Block& block) const = 0;
  virtual Result<void> rewrite(const Block& block, const PageContext& page, Editor& editor,
                               Trace& trace) const = 0;

  Result<void> run(Document& document, Trace& trace) const final;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

// What a stage may use while it is created. Files read through it are part of the data fingerprint
// of every record; problems are collected, so that all of them are reported at once.
class StageContext {
 public:
  StageContext(const DataFiles& data, std::vector<std::string> extra_dictionaries,
               Problems& problems)
      : data_(data), extra_dictionaries_(std::move(extra_dictionaries)), problems_(problems) {}

  const DataFiles& data() const { return data_; }
  const std::vector<std::string>& extra_dictionaries() const { return extra_dictionaries_; }
  Problems& problems() { return problems_; }
  // The key that pseudonyms are made with, for a stage whose results depend on it.
  const std::string& use_pseudonym_key() {
    uses_key_ = true;
    return data_.pseudonym_key();
  }
  bool uses_pseudonym_key() const { return uses_key_; }

  // A data file ("dictionaries/concepts.tsv"), or any file the user named by an absolute or
  // relative path of his. A missing file is a problem and gives an empty text.
  std::string read_data(const std::string& relative);
  std::string read_user_file(const std::string& path);
  // The translations of a memory that the user named. A problem gives none.
  std::vector<StoredTranslation> read_translations(const std::string& path,
                                                   const std::vector<std::string>& to,
                                                   const std::string& engine);
  // What several stages make of the same files is made once; `key` names the files.
  template <class Made>
  std::shared_ptr<const Made> shared(const std::string& key, const std::function<Made()>& make) {
    std::shared_ptr<const void>& known = shared_[{std::type_index(typeid(Made)), key}];
    if (!known) known = std::make_shared<const Made>(make());
    return std::static_pointer_cast<const Made>(known);
  }
  void set_translations_reader(TranslationsReader reader) { translations_ = std::move(reader); }
  const std::vector<DictionaryRef>& files_read() const { return files_read_; }

 private:
  std::string read(const std::filesystem::path& path, const std::string& shown_as);

  const DataFiles& data_;
  std::vector<std::string> extra_dictionaries_;
  Problems& problems_;
  std::vector<DictionaryRef> files_read_;
  bool uses_key_ = false;
  std::map<std::pair<std::type_index, std::string>, std::shared_ptr<const void>> shared_;
  TranslationsReader translations_;
};

enum class Phase : std::uint8_t { read, edit, write };
std::string_view name_of(Phase phase);

// The one description of a stage. Exactly one of the two makers is set: `create` for READ and
// EDIT, `create_step` for WRITE. A maker that meets problems adds them to the context and may
// return null.
struct StageSpec {
  Phase phase = Phase::edit;
  std::string name;
  std::string summary;  // one sentence
  std::vector<FieldSpec> fields;
  std::function<std::unique_ptr<Stage>(const Settings&, StageContext&)> create;
  std::function<std::unique_ptr<RecordStep>(const Settings&, StageContext&)> create_step;
  bool may_be_left_out = false;  // of READ and WRITE; what edits always may be
};

// All stages in running order (stages/builtin.cc has the table).
using StageTable = std::vector<StageSpec>;

}  // namespace medloom
