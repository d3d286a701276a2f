// OpenCC's dictionaries are compiled once into tables of our own (han_tables.h). Its engine reports
// no places, copies each token several times and ends a text at the first NUL; its algorithm is two
// loops: cut the text into phrases, then run each piece through the dictionaries of the chain.
//
// Here that is one walk. At a character that a phrase may begin with, the longest phrase is taken,
// and its result is known. Everything else is a run (han_walk.h).
//
// The second opinion asks whether another cut of the text would write something else. Where each
// character has a result of its own, only characters with more than one form are asked about, and
// words answer (han_decider.h). In the other conversions it is OpenCC's cut made from the other
// end. It can only differ where phrases overlap: a phrase begins inside another one and reaches
// beyond it. Such a stretch, from where no phrase reaches in to where none reaches out, is cut both
// ways; where the cuts part, both results are compared cell by cell, a cell being what lies between
// two places where both have a seam. Cells that agree are emitted as they are, the others as one
// doubtful change.
#include "text/han_converter.h"

#include <algorithm>
#include <iterator>

#include "text/han_phrases.h"
#include "text/han_tables.h"
#include "text/han_walk.h"
#include "text/han_words.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

constexpr std::string_view kConfigs[] = {"s2t",  "s2tw", "s2twp", "s2hk", "t2s",  "tw2s",  "tw2sp",
                                         "hk2s", "t2tw", "t2hk",  "tw2t", "hk2t", "hk2tw", "tw2hk"};

constexpr std::size_t kMostBytes = std::size_t{1} << 30;

}  // namespace

struct HanConverter::Engine {
  std::shared_ptr<const HanTables> tables;
  HanPhrases overlay;
  HanWords words;
};

Result<HanConverter> HanConverter::create(std::string_view config,
                                          std::vector<OverlayEntry> overlay,
                                          const std::filesystem::path& images) {
  if (std::find(std::begin(kConfigs), std::end(kConfigs), config) == std::end(kConfigs)) {
    std::string known;
    for (const std::string_view name : kConfigs) (known += known.empty() ? "" : ", ") += name;
    return fail(ErrorCode::configuration,
                "unknown conversion '" + std::string(config) + "', known are " + known);
  }
  auto tables = HanTables::create(config, images);
  if (!tables) return tl::unexpected(tables.error());
  const HanConverter plain(std::make_shared<Engine>(Engine{std::move(*tables), {}, {}}));
  return plain.with_overlay(std::move(overlay));
}

Result<HanConverter> HanConverter::with_overlay(std::vector<OverlayEntry> overlay) const {
  Result<HanPhrases> phrases = HanPhrases::create(std::move(overlay));
  if (!phrases) return tl::unexpected(phrases.error());
  const HanTables& tables = *engine_->tables;
  const auto without = [&tables](std::string_view text) {
    HanWriter writer(text);
    convert_han(text, tables, HanPhrases(), HanWords(), false, writer);
    return writer.finish().text;
  };
  phrases->find_rivals(without);
  HanWords words;
  if (tables.goes_by_characters()) {
    // A name is another word, and not what its characters become where it does not stand.
    std::vector<OverlayEntry> certain;
    std::copy_if(phrases->entries().begin(), phrases->entries().end(), std::back_inserter(certain),
                 [](const OverlayEntry& entry) { return entry.use == OverlayEntry::Use::always; });
    Result<HanPhrases> everywhere = HanPhrases::create(std::move(certain));
    if (!everywhere) return tl::unexpected(everywhere.error());
    everywhere->find_rivals(without);
    const auto convert = [&](std::string_view text, const HanWords& rows) {
      HanWriter writer(text);
      convert_han(text, tables, *everywhere, rows, true, writer);
      return to_utf32(writer.finish().text);
    };
    words = HanWords::create(phrases->entries(), tables, convert);
  }
  return HanConverter(
      std::make_shared<Engine>(Engine{engine_->tables, std::move(*phrases), std::move(words)}));
}

Result<Converted> HanConverter::convert(std::string_view utf8, bool second_opinion) const {
  if (utf8.size() > kMostBytes) {
    return fail(ErrorCode::input, "a text of more than 1 GiB cannot be converted");
  }
  if (const std::size_t good = valid_utf8_prefix(utf8); good != utf8.size()) {
    return fail(ErrorCode::input,
                "text to convert is not valid utf-8 at byte " + std::to_string(good));
  }
  HanWriter writer(utf8);
  convert_han(utf8, *engine_->tables, engine_->overlay, engine_->words, second_opinion, writer);
  return writer.finish();
}

const std::vector<OverlayEntry>& HanConverter::overlay() const {
  return engine_->overlay.entries();
}

const std::string& HanConverter::data_version() const { return engine_->tables->data_version(); }

}  // namespace medloom::text
