// The tables of a conversion as an image, and back.
//
// Loading reads all of the image once, to see that its bytes are those that were written, and
// copies the small arrays; the automata stay where they lie. A checksum is no secret, so every
// index is checked as well: what cannot be is refused here (a place beyond its array, a result
// longer than its slot), and what only a text can show is checked by whoever walks it.
//
// Tested by tests/text/han_tables_image_test.cc.
#include <algorithm>
#include <span>
#include <utility>

#include "text/han_tables.h"

namespace medloom::text {
namespace {

constexpr const char* kKind = "han";
// To be raised with every change of what the tables are or how they are made.
constexpr const char* kFormat = "1";

enum Section : std::uint32_t {
  kShape = 1,
  kPlaces,
  kParts,
  kTargets,
  kInChain,
  kAmbiguous,
  kDataVersion,
  kCharacters = 8,
  kPhrases = 16,
  kChainStarts = 32,
  kSteps = 48,  // and each further step behind it
};
static_assert(kCharacters + CharacterTable::kSections <= kPhrases);
static_assert(kPhrases + DoubleArray::kSections <= kChainStarts);
static_assert(kChainStarts + DoubleArray::kSections <= kSteps);

constexpr std::uint32_t kMostSteps = 16;

template <class T>
std::span<const T> span_of(const std::vector<T>& values) {
  return values;
}

}  // namespace

struct HanTables::Shape {
  std::uint32_t steps;
  std::uint32_t phrases_in_ascii;
  std::uint32_t runs_are_plain;
  std::uint32_t goes_by_characters;
};

std::string HanTables::image_key(std::string_view config, std::string_view digest) {
  return std::string(config) + "-" + kFormat + "-" + std::string(digest);
}

std::shared_ptr<const HanTables> HanTables::find(const ImageCache& cache, const std::string& key) {
  std::optional<ImageFile> image = cache.find(kKind, key);
  if (!image || !image->verify()) return nullptr;
  auto tables = std::make_shared<HanTables>();
  if (!tables->load(*image)) return nullptr;
  tables->image_ = std::move(image);
  return tables;
}

void HanTables::keep(const ImageCache& cache, const std::string& key) const {
  ImageWriter image(kKind, key);
  const auto& steps = chain_.steps();
  image.add_value(kShape, Shape{static_cast<std::uint32_t>(steps.size()),
                                static_cast<std::uint32_t>(phrases_in_ascii_),
                                static_cast<std::uint32_t>(runs_are_plain_),
                                static_cast<std::uint32_t>(goes_by_characters_)});
  image.add(kPlaces, span_of(places_));
  image.add(kParts, span_of(parts_));
  image.add(kTargets, std::span<const char>(targets_));
  in_chain_.save(image, kInChain);
  ambiguous_.save(image, kAmbiguous);
  image.add(kDataVersion, std::span<const char>(data_version_));
  characters_.save(image, kCharacters);
  phrases_.save(image, kPhrases);
  chain_starts_.save(image, kChainStarts);
  std::uint32_t id = kSteps;
  for (const HanLexicon& step : steps) {
    step.save(image, id);
    id += HanLexicon::kSections;
  }
  cache.keep(image);
}

Result<void> HanTables::load(const ImageFile& image) {
  const auto shape = image.value<Shape>(kShape);
  const auto places = image.array<Place>(kPlaces);
  const auto parts = image.array<PhrasePart>(kParts);
  const auto targets = image.array<char>(kTargets);
  const auto version = image.array<char>(kDataVersion);
  auto in_chain = HanSet::load(image, kInChain);
  auto ambiguous = HanSet::load(image, kAmbiguous);
  auto characters = CharacterTable::load(image, kCharacters);
  auto phrases = DoubleArray::load(image, kPhrases);
  auto chain_starts = DoubleArray::load(image, kChainStarts);
  if (!shape || !places || !parts || !targets || !version || !in_chain || !ambiguous ||
      !characters || !phrases || !chain_starts) {
    return tl::unexpected(image.damaged("a conversion is not whole"));
  }
  if (auto done = load_chain(image, shape->steps); !done) return done;
  phrases_in_ascii_ = shape->phrases_in_ascii != 0;
  runs_are_plain_ = shape->runs_are_plain != 0;
  goes_by_characters_ = shape->goes_by_characters != 0;
  places_.assign(places->begin(), places->end());
  parts_.assign(parts->begin(), parts->end());
  targets_.assign(targets->begin(), targets->end());
  data_version_.assign(version->begin(), version->end());
  in_chain_ = std::move(*in_chain);
  ambiguous_ = std::move(*ambiguous);
  characters_ = std::move(*characters);
  phrases_ = std::move(*phrases);
  chain_starts_ = std::move(*chain_starts);
  if (!is_sound()) return tl::unexpected(image.damaged("a phrase points nowhere"));
  return {};
}

Result<void> HanTables::load_chain(const ImageFile& image, std::uint32_t steps) {
  if (steps > kMostSteps) return tl::unexpected(image.damaged("it has too many steps"));
  std::vector<HanLexicon> loaded;
  for (std::uint32_t i = 0; i < steps; ++i) {
    auto step = HanLexicon::load(image, kSteps + i * HanLexicon::kSections);
    if (!step) return tl::unexpected(step.error());
    loaded.push_back(std::move(*step));
  }
  chain_ = HanChain(std::move(loaded));
  return {};
}

// Every phrase has its parts, and they their bytes.
bool HanTables::is_sound() const {
  if (places_.size() != phrases_.size()) return false;
  return std::all_of(places_.begin(), places_.end(), [this](const Place& place) {
    if (place.part > parts_.size() || place.parts > parts_.size() - place.part) return false;
    std::size_t end = place.target;
    for (std::uint32_t i = 0; i < place.parts; ++i) end += parts_[place.part + i].target_bytes;
    return end <= targets_.size();
  });
}

void CharacterTable::save(ImageWriter& image, std::uint32_t first_id) const {
  image.add(first_id, span_of(index_));
  image.add(first_id + 1, span_of(pages_));
}

Result<CharacterTable> CharacterTable::load(const ImageFile& image, std::uint32_t first_id) {
  const auto index = image.array<std::uint16_t>(first_id);
  const auto pages = image.array<Page>(first_id + 1);
  const auto is_sound = [](const Page& page) {
    return std::all_of(page.begin(), page.end(),
                       [](const Made& slot) { return slot.size <= slot.bytes.size(); });
  };
  if (!index || !pages || !std::all_of(pages->begin(), pages->end(), is_sound) ||
      !std::all_of(index->begin(), index->end(),
                   [&](std::uint16_t page) { return page < pages->size(); })) {
    return tl::unexpected(image.damaged("a table of characters is not whole"));
  }
  CharacterTable table;
  table.index_.assign(index->begin(), index->end());
  table.pages_.assign(pages->begin(), pages->end());
  return table;
}

void HanSet::save(ImageWriter& image, std::uint32_t id) const { image.add(id, span_of(bits_)); }

Result<HanSet> HanSet::load(const ImageFile& image, std::uint32_t id) {
  const auto bits = image.array<std::uint64_t>(id);
  if (!bits) return tl::unexpected(bits.error());
  HanSet set;
  set.bits_.assign(bits->begin(), bits->end());
  return set;
}

}  // namespace medloom::text
