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
// Each changed span is one change, as small as can be told; a label is changed as a whole. Between
// Taiwan and Hong Kong the forms of characters change, and the words that are medical. Written
// Cantonese is another language: it is kept and flagged. Quotation marks and the space between Han
// and Latin change only by choice (typography.h), in every Chinese block.
//
// Cases: tests/stages/convert_test.cc and convert_mend_test.cc; how often it is right:
// tests/stages/convert_gold_test.cc.
#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "stages/convert/conversion.h"
#include "stages/convert/kept_text.h"
#include "stages/convert/knowledge.h"
#include "stages/convert/mender.h"
#include "stages/convert/target.h"
#include "stages/convert/typography.h"
#include "stages/stages.h"
#include "text/script.h"
#include "text/utf8.h"

namespace medloom::stages {
namespace {

constexpr const char* kName = "convert";

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
  std::vector<std::string> candidates = {std::string(piece.after)};
  if (!piece.other.empty() && piece.other != piece.after) candidates.emplace_back(piece.other);
  editor.flag(piece.source, "script", *piece.rule,
              "there is more than one form, and the words around do not decide between them",
              FlagAction::guessed, std::move(candidates));
}

// Whether that changed anything.
bool applied(Editor&& editor, DocumentEditor& document) {
  const std::size_t before = document.document().log().changes().size();
  std::move(editor).apply(document);
  return document.document().log().changes().size() > before;
}

// The blocks that this stage has converted; what it wrote is not to be mended.
std::set<BlockId> converted_before(const Document& document) {
  std::set<BlockId> blocks;
  for (const Change& change : document.log().changes()) {
    if (change.stage() == kName && change.rule().name != "mend") blocks.insert(change.block);
  }
  return blocks;
}

// All that a run needs, made once.
struct Tools {
  std::vector<const HanWay*> ways;
  std::vector<HanConversion> conversions;  // by way
  Mender mender;
  NameCharacters names;
  dictionaries::HanSigns signs;
  Typography typography;
};

// Passes over what lies in one of `spans`, which are in order, as its own places are asked in
// order.
class Within {
 public:
  explicit Within(const std::vector<Span>& spans) : next_(spans.begin()), end_(spans.end()) {}
  bool operator()(Span at) {
    while (next_ != end_ && next_->to <= at.from) ++next_;
    return next_ != end_ && next_->overlaps(at);
  }

 private:
  std::vector<Span>::const_iterator next_, end_;
};

class Convert final : public Stage {
 public:
  explicit Convert(Tools tools) : tools_(std::move(tools)) {}

  Result<void> run(Document& document, Trace&) const override {
    if (tools_.ways.empty() && tools_.typography.keeps()) return {};
    DocumentEditor editor(document, kName);
    const NamePlaces names = tools_.names.places(document);
    const std::set<BlockId> ours = converted_before(document);
    const HanForm page = form_of_page(document);
    for (const Block& block : document.blocks()) {
      if (block.dropped || block.text.empty()) continue;
      const HanForm form = form_of(block, page);
      if (form == HanForm::none) continue;
      if (!tools_.ways.empty()) {
        if (auto done = convert(block, form, page, names, ours, editor); !done) return done;
      }
      set_type(block, editor);
    }
    return {};
  }

 private:
  // A page whose language has no region may show one in its text.
  HanForm form_of_page(const Document& document) const {
    const HanForm told = han_form(document.language());
    if (told != HanForm::traditional) return told;
    dictionaries::HanEvidence evidence;
    for (const Block& block : document.blocks()) {
      if (!block.dropped) evidence += tools_.signs.find(block.text.view());
    }
    if (evidence.hong_kong > evidence.taiwan) return HanForm::hong_kong;
    return evidence.taiwan > evidence.hong_kong ? HanForm::taiwan : told;
  }

  // A text whose own characters do not tell the script, or its words the region, is what the page
  // is.
  HanForm form_of(const Block& block, HanForm page) const {
    const HanForm form = han_form(block.language);
    if (form == HanForm::unknown) {
      if (page != HanForm::none && page != HanForm::unknown) return page;
    } else if (form != HanForm::traditional) {
      return form;
    }
    const std::string_view text = block.text.view();
    const HanForm own =
        han_form(dictionaries::detect_language(text::count_scripts(text), tools_.signs.find(text)));
    if (form == HanForm::unknown) return own == HanForm::none ? form : own;
    if (own == HanForm::taiwan || own == HanForm::hong_kong) return own;
    return is_traditional(page) ? page : form;
  }

  // Mending takes away signs of script and region, so what was mended is looked at once more. And
  // what is converted without a change may have been Traditional all along, to be mended too.
  Result<void> convert(const Block& block, HanForm form, HanForm page, const NamePlaces& names,
                       const std::set<BlockId>& ours, DocumentEditor& editor) const {
    const bool to_traditional = tools_.ways.front()->target != dictionaries::HanTarget::simplified;
    const bool may_mend = to_traditional && !ours.contains(block.id);
    const HanWay* way = way_for(tools_.ways, form);
    if (way != nullptr && keep_cantonese(block, editor)) return {};
    if (may_mend && is_traditional(form) && mend(block, editor)) {
      way = way_for(tools_.ways, form_of(block, page));
      if (way != nullptr && keep_cantonese(block, editor)) return {};
    }
    if (way == nullptr) return {};
    const auto at = std::find(tools_.ways.begin(), tools_.ways.end(), way) - tools_.ways.begin();
    const Result<bool> changed =
        convert(block, tools_.conversions[static_cast<std::size_t>(at)], names, editor);
    if (!changed) return tl::unexpected(changed.error());
    if (may_mend && !*changed) mend(block, editor);
    return {};
  }

  // Words and grammar of Cantonese are not those of the target, in whatever script. Flagged once.
  bool keep_cantonese(const Block& block, DocumentEditor& document) const {
    const std::string_view text = block.text.view();
    const dictionaries::HanEvidence evidence = tools_.signs.find(text);
    if (evidence.cantonese == 0) return false;  // nearly always, and cheaper than counting
    if (!dictionaries::is_cantonese(text::count_scripts(text), evidence)) return false;
    const auto& flags = document.document().log().flags();
    const bool told = std::any_of(flags.begin(), flags.end(), [&](const Flag& flag) {
      return flag.stage == kName && flag.block == block.id && flag.kind == "cantonese";
    });
    if (told) return true;
    Editor editor(block.id);
    editor.flag({0, block.text.size()}, "cantonese", {"cantonese", ""},
                "written Cantonese is another language and was kept as it is");
    std::move(editor).apply(document);
    return true;
  }

  // Whether anything changed.
  bool mend(const Block& block, DocumentEditor& document) const {
    const std::string_view text = block.text.view();
    const std::vector<HanPiece> pieces = tools_.mender.mend(text);
    if (pieces.empty()) return false;
    const std::vector<Span> kept = addresses(text);
    Within in_address(kept);
    Editor editor(block.id);
    for (const HanPiece& piece : pieces) {
      if (in_address(piece.source)) continue;
      Span at = piece.source;
      std::string_view after = piece.after;
      trim(text, at, after);
      editor.replace(at, after, *piece.rule);
    }
    return applied(std::move(editor), document);
  }

  // Whether anything changed.
  static Result<bool> convert(const Block& block, const HanConversion& conversion,
                              const NamePlaces& names, DocumentEditor& document) {
    const std::string_view text = block.text.view();
    const Result<HanPieces> converted = conversion.convert(text);
    if (!converted) return tl::unexpected(converted.error());
    const std::vector<Span> kept = addresses(text);
    Within in_address(kept);
    Editor editor(block.id);
    for (const HanPiece& piece : converted->pieces) {
      if (in_address(piece.source)) continue;
      const bool regional = piece.rule->name == "regional";
      const bool in_name =
          !names.empty() && names.contains({block.id, piece.source.from}) && !regional;
      if (in_name && piece.source.size() <= 4) continue;
      if (piece.doubtful) flag_doubt(piece, editor);
      Span at = piece.source;
      std::string_view after = piece.after;
      if (!regional) trim(text, at, after);
      if (!at.empty() || !after.empty()) editor.replace(at, after, *piece.rule);
    }
    editor.set_language(conversion.way().language);
    return applied(std::move(editor), document);
  }

  void set_type(const Block& block, DocumentEditor& document) const {
    if (tools_.typography.keeps()) return;
    const std::string_view text = block.text.view();
    Editor editor(block.id);
    for (const TypographyEdit& edit :
         typography_edits(text, tools_.typography, whole_addresses(text))) {
      editor.replace(edit.at, edit.after, {edit.rule, ""});
    }
    std::move(editor).apply(document);
  }

  Tools tools_;
};

Typography typography_of(const Settings& settings) {
  Typography typography;
  const std::string& quotes = settings.text("quotes");
  const std::string& spacing = settings.text("spacing");
  if (quotes == "corner") typography.quotes = Typography::Quotes::corner;
  if (quotes == "curly") typography.quotes = Typography::Quotes::curly;
  if (spacing == "add") typography.spacing = Typography::Spacing::add;
  if (spacing == "remove") typography.spacing = Typography::Spacing::remove;
  return typography;
}

std::unique_ptr<Stage> create(const Settings& settings, StageContext& context) {
  const std::size_t problems_before = context.problems().size();
  const bool health = settings.text("mode") == "health";
  Tools tools;
  tools.ways = ways_to(settings.text("to"), health);
  tools.typography = typography_of(settings);
  HanKnowledge known;
  if (!tools.ways.empty() && health) known = read_knowledge(context, settings.boolean("regional"));
  if (context.problems().size() > problems_before) return nullptr;

  for (const HanWay* way : tools.ways) {
    Result<HanConversion> conversion = HanConversion::create(
        *way, phrases_for(*way, known), known.words, health, context.data().cache_dir());
    if (!conversion) {
      context.problems().push_back(
          {ErrorCode::configuration,
           "stage convert cannot go to " + settings.text("to") + ": " + conversion.error().message,
           conversion.error().where});
      return nullptr;
    }
    tools.conversions.push_back(std::move(*conversion));
  }
  if (!tools.ways.empty()) {
    const dictionaries::HanTarget target = tools.ways.front()->target;
    tools.mender = Mender(dictionaries::mending_phrases(known.rows, target));
    tools.names = NameCharacters(dictionaries::name_characters(known.rows, target));
  }
  tools.signs = std::move(known.signs);
  return std::make_unique<Convert>(std::move(tools));
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
            {"health", "reference"}},
           {"quotes",
            FieldType::choice,
            "keep",
            "Quotation marks of Chinese text: corner is 「」 and 『』, curly is “” and ‘’.",
            {"keep", "corner", "curly"}},
           {"spacing",
            FieldType::choice,
            "keep",
            "The space between Han and Latin: add puts one, remove takes it.",
            {"keep", "add", "remove"}}},
          create,
          nullptr};
}

}  // namespace medloom::stages
