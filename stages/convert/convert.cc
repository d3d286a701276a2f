// EDIT stage `convert`: Han script and region, block by block.
//
// A block is converted when it is in the other script than `to`; English blocks and blocks that are
// in the target script already are left alone, so a second run proposes nothing. In `health` mode
// three kinds of knowledge go before OpenCC's data: the rows of dictionaries/han (rule `overlay`),
// the concepts' labels of the target region (rule `regional`), and doubt: where a text can be cut
// into phrases in two ways that are written differently, the better guess is taken and flagged with
// its candidates. Rows win over labels. `reference` mode is OpenCC and nothing else.
//
//   医生发现皮肤干  →  醫生發現皮膚乾 (OpenCC alone: 醫生髮現皮膚幹)
//   做了超声检查    →  做了超音波檢查 (to zh-Hant-TW)
//   產后的癥狀      →  產後的症狀
//
// Each changed span is one change, as small as can be told; a label is changed as a whole.
//
// Cases: tests/stages/convert_test.cc and convert_mend_test.cc; how often it is right:
// tests/stages/convert_gold_test.cc.
#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "stages/convert/conversion.h"
#include "stages/convert/kept_text.h"
#include "stages/convert/mender.h"
#include "stages/stages.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

using dictionaries::HanPhrase;
using dictionaries::HanTarget;

constexpr const char* kName = "convert";

constexpr HanWay kHansToTaiwan = {"s2tw", "zh-Hans", "zh-Hant-TW", "zh-Hant-TW", HanTarget::taiwan};
constexpr HanWay kHansToHongKong = {"s2hk", "zh-Hans", "zh-Hant-HK", "zh-Hant-HK",
                                    HanTarget::hong_kong};
// Traditional text of an unknown region is read as Taiwan's: 著床 needs it, 着床 takes no harm.
constexpr HanWay kTaiwanToHans = {"tw2s", "zh-Hant-TW", "zh-Hans", "zh-Hans-CN",
                                  HanTarget::simplified};
constexpr HanWay kHongKongToHans = {"hk2s", "zh-Hant-HK", "zh-Hans", "zh-Hans-CN",
                                    HanTarget::simplified};

enum class Script : std::uint8_t { none, unknown, simplified, traditional, hong_kong };

Script script_of(std::string_view language) {
  const auto is = [language](std::string_view tag) {
    return language.starts_with(tag) &&
           (language.size() == tag.size() || language[tag.size()] == '-');
  };
  if (is("zh-Hans") || is("zh-CN") || is("zh-SG")) return Script::simplified;
  if (is("zh-Hant-HK") || is("zh-HK")) return Script::hong_kong;
  if (is("zh-Hant") || is("zh-TW")) return Script::traditional;
  return is("zh") ? Script::unknown : Script::none;
}

// Cuts away what the text at `at` and `after` begin and end with alike.
void trim(std::string_view text, Span& at, std::string_view& after) {
  std::string_view before = text.substr(at.from, at.size());
  while (!before.empty()) {
    const std::string_view head = before.substr(0, text::code_point_at(before, 0).size);
    if (!after.starts_with(head)) break;
    before.remove_prefix(head.size());
    after.remove_prefix(head.size());
  }
  at.from = at.to - static_cast<std::uint32_t>(before.size());
  while (!before.empty()) {
    std::size_t last = before.size() - 1;
    while (last > 0 && !text::is_char_boundary(before, last)) --last;
    const std::string_view tail = before.substr(last);
    if (!after.ends_with(tail)) break;
    before.remove_suffix(tail.size());
    after.remove_suffix(tail.size());
  }
  at.to = at.from + static_cast<std::uint32_t>(before.size());
}

void flag_doubt(const HanPiece& piece, Editor& editor) {
  std::vector<std::string> candidates = {piece.after};
  if (!piece.other.empty() && piece.other != piece.after) candidates.push_back(piece.other);
  editor.flag(piece.source, "script", piece.rule,
              "there is more than one form, and the words around do not decide between them",
              FlagAction::guessed, std::move(candidates));
}

// The blocks that this stage has converted; what it wrote is not to be mended.
std::set<BlockId> converted_before(const Document& document) {
  std::set<BlockId> blocks;
  for (const Change& change : document.log().changes()) {
    if (change.stage == kName && change.rule.name != "mend") blocks.insert(change.block);
  }
  return blocks;
}

class Convert final : public Stage {
 public:
  // To Simplified there are two conversions, from Taiwan and from Hong Kong; else one, or none.
  Convert(std::vector<HanConversion> conversions, Mender mender)
      : conversions_(std::move(conversions)), mender_(std::move(mender)) {}

  Result<void> run(Document& document, Trace&) const override {
    if (conversions_.empty()) return {};
    DocumentEditor editor(document, kName);
    const NamePlaces names = name_places(document);
    const std::set<BlockId> ours = converted_before(document);
    for (const Block& block : document.blocks()) {
      if (block.dropped || block.text.empty()) continue;
      const Script script = script_of(block, document.language());
      const HanConversion* conversion = conversion_for(script);
      if (conversion == nullptr) {
        const bool written = script == Script::traditional || script == Script::hong_kong;
        if (written && !ours.contains(block.id)) mend(block, editor);
        continue;
      }
      if (auto done = convert(block, *conversion, names, editor); !done) return done;
    }
    return {};
  }

 private:
  // A text whose own characters do not tell the script is what the page is.
  static Script script_of(const Block& block, const std::string& page_language) {
    const Script script = stages::script_of(block.language);
    if (script != Script::unknown) return script;
    const Script page = stages::script_of(page_language);
    return page == Script::none ? Script::unknown : page;
  }

  // Null when the block is no Chinese, or in the target script already. Where the script is not
  // known, it is to be converted.
  const HanConversion* conversion_for(Script script) const {
    if (script == Script::none) return nullptr;
    const bool to_simplified = conversions_.front().way().target == HanTarget::simplified;
    const bool known = script != Script::unknown;
    if (known && (script == Script::simplified) == to_simplified) return nullptr;
    const bool from_hong_kong = to_simplified && script == Script::hong_kong;
    return from_hong_kong ? &conversions_.back() : &conversions_.front();
  }

  void mend(const Block& block, DocumentEditor& document) const {
    const std::string_view text = block.text.view();
    const std::vector<HanPiece> pieces = mender_.mend(text);
    if (pieces.empty()) return;
    const std::vector<Span> kept = addresses(text);
    Editor editor(block.id);
    for (const HanPiece& piece : pieces) {
      const bool in_address = std::any_of(kept.begin(), kept.end(), [&](const Span& address) {
        return address.overlaps(piece.source);
      });
      if (in_address) continue;
      Span at = piece.source;
      std::string_view after = piece.after;
      trim(text, at, after);
      editor.replace(at, std::string(after), piece.rule);
    }
    std::move(editor).apply(document);
  }

  static Result<void> convert(const Block& block, const HanConversion& conversion,
                              const NamePlaces& names, DocumentEditor& document) {
    const std::string_view text = block.text.view();
    const Result<std::vector<HanPiece>> pieces = conversion.convert(text);
    if (!pieces) return tl::unexpected(pieces.error());
    const std::vector<Span> kept = addresses(text);
    auto address = kept.begin();
    Editor editor(block.id);
    for (const HanPiece& piece : *pieces) {
      while (address != kept.end() && address->to <= piece.source.from) ++address;
      if (address != kept.end() && address->overlaps(piece.source)) continue;
      const bool in_name = names.contains({block.id, piece.source.from});
      if (in_name && piece.rule.name != "regional" && piece.source.size() <= 4) continue;
      if (piece.doubtful) flag_doubt(piece, editor);
      Span at = piece.source;
      std::string_view after = piece.after;
      if (piece.rule.name != "regional") trim(text, at, after);
      if (!at.empty() || !after.empty()) editor.replace(at, std::string(after), piece.rule);
    }
    editor.set_language(conversion.way().language);
    std::move(editor).apply(document);
    return {};
  }

  std::vector<HanConversion> conversions_;
  Mender mender_;
};

std::shared_ptr<const dictionaries::SourceFile> source_file(const std::string& path,
                                                            const StageContext& context) {
  return std::make_shared<const dictionaries::SourceFile>(
      dictionaries::SourceFile{context.data().path(path).string(), path, 0});
}

std::vector<dictionaries::HanRow> read_rows(StageContext& context) {
  std::vector<dictionaries::HanRow> rows;
  for (const std::string& path : context.data().list("dictionaries/han", ".tsv")) {
    std::vector<dictionaries::HanRow> more = dictionaries::read_han_rows(
        context.read_data(path), source_file(path, context), context.problems());
    std::move(more.begin(), more.end(), std::back_inserter(rows));
  }
  dictionaries::check_han_rows(rows, context.problems());
  return rows;
}

// `normalize` reads the same file; what is wrong with it is told once.
std::vector<dictionaries::Concept> read_concepts(StageContext& context) {
  const std::string path = "dictionaries/concepts.tsv";
  Problems found;
  std::vector<dictionaries::Concept> concepts =
      dictionaries::read_concepts(context.read_data(path), source_file(path, context), found);
  Problems& problems = context.problems();
  for (Error& problem : found) {
    const bool told = std::any_of(problems.begin(), problems.end(), [&](const Error& known) {
      return known.where == problem.where && known.message == problem.message;
    });
    if (!told) problems.push_back(std::move(problem));
  }
  return concepts;
}

// Words that tell where words end: common ones, and the names of all concepts.
std::vector<std::string> read_cutting_words(StageContext& context,
                                            const std::vector<dictionaries::Concept>& concepts) {
  std::vector<std::string> words;
  for (const std::string& path : context.data().list("dictionaries/words", ".tsv")) {
    if (path.find("/zh-") == path.npos) continue;
    Problems told_by_others;
    for (dictionaries::PlainWord& word : dictionaries::read_words(
             context.read_data(path), source_file(path, context), told_by_others)) {
      if (word.lang.starts_with("zh")) words.push_back(std::move(word.word));
    }
  }
  for (const dictionaries::Concept& entry : concepts) {
    const auto label = entry.labels.find("zh-Hans");
    if (label != entry.labels.end() && !label->second.empty()) words.push_back(label->second);
  }
  return words;
}

// A row and a label of the same characters are decided by the row, if it is one for everywhere.
std::vector<HanPhrase> phrases_for(const HanWay& way, const std::vector<dictionaries::HanRow>& rows,
                                   const std::vector<dictionaries::Concept>& concepts) {
  std::vector<HanPhrase> phrases = dictionaries::han_phrases(rows, way.target);
  std::set<std::string> taken;
  for (const HanPhrase& phrase : phrases) {
    if (phrase.use == dictionaries::HanUse::always) taken.insert(phrase.from);
  }
  for (HanPhrase& label : dictionaries::regional_phrases(concepts, way.label_from, way.label_to)) {
    if (!taken.contains(label.from)) phrases.push_back(std::move(label));
  }
  return phrases;
}

std::vector<const HanWay*> ways_to(const std::string& target) {
  if (target == "zh-Hans-CN") return {&kTaiwanToHans, &kHongKongToHans};
  if (target == "zh-Hant-TW") return {&kHansToTaiwan};
  if (target == "zh-Hant-HK") return {&kHansToHongKong};
  return {};
}

std::unique_ptr<Stage> create(const Settings& settings, StageContext& context) {
  const std::size_t problems_before = context.problems().size();
  const std::vector<const HanWay*> ways = ways_to(settings.text("to"));
  const bool health = settings.text("mode") == "health";
  std::vector<dictionaries::HanRow> rows;
  std::vector<dictionaries::Concept> concepts;
  std::vector<std::string> words;
  if (!ways.empty() && health) {
    rows = read_rows(context);
    concepts = read_concepts(context);
    words = read_cutting_words(context, concepts);
    if (!settings.boolean("regional")) concepts.clear();
  }
  if (context.problems().size() > problems_before) return nullptr;

  std::vector<HanConversion> conversions;
  for (const HanWay* way : ways) {
    Result<HanConversion> conversion =
        HanConversion::create(*way, phrases_for(*way, rows, concepts), words, health);
    if (!conversion) {
      context.problems().push_back(
          {ErrorCode::configuration,
           "stage convert cannot go to " + settings.text("to") + ": " + conversion.error().message,
           conversion.error().where});
      return nullptr;
    }
    conversions.push_back(std::move(*conversion));
  }
  Mender mender;
  if (!ways.empty()) {
    mender = Mender(dictionaries::mending_phrases(rows, ways.front()->target));
  }
  return std::make_unique<Convert>(std::move(conversions), std::move(mender));
}

}  // namespace

StageSpec convert_stage() {
  return {Phase::edit,
          kName,
          "Converts Chinese blocks between Simplified and Traditional script and their regions.",
          {{"to",
            FieldType::choice,
            "keep",
            "The script and region of the result; keep converts nothing.",
            {"keep", "zh-Hans-CN", "zh-Hant-TW", "zh-Hant-HK"}},
           {"regional", FieldType::boolean, "true",
            "Whether medical words become those of the target region."},
           {"mode",
            FieldType::choice,
            "health",
            "health knows words that OpenCC gets wrong and flags doubt; reference is OpenCC alone.",
            {"health", "reference"}}},
          create,
          nullptr};
}

}  // namespace medloom::stages
