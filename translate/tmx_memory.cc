// Tested by tests/translate/tmx_memory_test.cc.
#include "translate/tmx_memory.h"

#include <algorithm>

#include "dictionaries/exchange/xml.h"
#include "dictionaries/translation/segments.h"
#include "pipeline/engine/digest.h"
#include "pipeline/engine/pipeline.h"
#include "text/ascii.h"

namespace medloom::translation {
namespace {

using dictionaries::language_of;
using dictionaries::segment_text_of;
using dictionaries::text_of;
using dictionaries::xml_text;
using memory::MemoryEntry;

constexpr std::size_t kMostShown = 20;

std::string property(const char* type, const std::string& value) {
  if (value.empty()) return {};
  return "      <prop type=\"x-medloom-" + std::string(type) + "\">" + xml_text(value) +
         "</prop>\n";
}

std::string unit_of(const MemoryEntry& entry) {
  const auto variant = [](const std::string& language, const std::string& text) {
    return "      <tuv xml:lang=\"" + xml_text(language) + "\"><seg>" + xml_text(text) +
           "</seg></tuv>\n";
  };
  std::string unit = "    <tu srclang=\"" + xml_text(entry.key.from) + "\">\n";
  unit += property("engine", entry.key.engine) + property("model", entry.key.model);
  for (const std::string& flag : entry.flags) unit += property("flag", flag);
  return unit + variant(entry.key.from, entry.key.segment) + variant(entry.key.to, entry.text) +
         "    </tu>\n";
}

// What the properties of a unit say of its maker.
MemoryEntry maker_of(pugi::xml_node unit) {
  MemoryEntry entry;
  entry.key.engine = "tmx";
  for (const pugi::xml_node prop : unit.children("prop")) {
    const std::string_view type = prop.attribute("type").value();
    if (type == "x-medloom-engine") entry.key.engine = text_of(prop);
    if (type == "x-medloom-model") entry.key.model = text_of(prop);
    if (type == "x-medloom-flag") entry.flags.push_back(text_of(prop));
  }
  return entry;
}

// "EN_US" as "en-us", and Chinese of a region with its script: "zh-CN" as "zh-hans-cn".
std::string comparable(std::string_view tag) {
  std::string out = text::ascii_lower(tag);
  std::replace(out.begin(), out.end(), '_', '-');
  for (const char* region : {"zh-cn", "zh-sg"}) {
    if (out == region) out.insert(2, "-hans");
  }
  for (const char* region : {"zh-tw", "zh-hk", "zh-mo"}) {
    if (out == region) out.insert(2, "-hant");
  }
  return out;
}

// The unit's text in that language, or in one of its regions: "es-ES" is "es".
std::string segment_in(pugi::xml_node unit, const std::string& language) {
  const std::string wanted = comparable(language);
  for (const pugi::xml_node variant : unit.children("tuv")) {
    const std::string here = comparable(language_of(variant));
    if (here == wanted || here.starts_with(wanted + "-")) {
      return normal_segment(segment_text_of(variant.child("seg")));
    }
  }
  return {};
}

// The language as records tell it of that segment: "en" of "en-US", "zh-Hant" of "zh-TW".
std::string source_language(const std::string& segment, const std::string& from) {
  const bool hant = comparable(from).starts_with("zh-hant");
  return segment_language(segment, hant ? "zh-Hant" : from);
}

}  // namespace

Result<std::uint64_t> write_tmx(memory::TranslationMemory& memory,
                                const memory::MemoryFilter& filter, const TmxSink& sink) {
  memory::MemoryFilter good = filter;
  good.rejected = false;
  Result<void> written = sink(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header "
      "creationtool=\"medloom\" creationtoolversion=\"" +
      std::string(medloom_version()) +
      "\" segtype=\"sentence\" o-tmf=\"sqlite\" adminlang=\"en\" srclang=\"*all*\" "
      "datatype=\"plaintext\"/>\n  <body>\n");
  std::uint64_t count = 0;
  if (written) {
    written = memory.each(good, [&](const MemoryEntry& entry) {
      ++count;
      return sink(unit_of(entry));
    });
  }
  if (written) written = sink("  </body>\n</tmx>\n");
  if (!written) return tl::unexpected(written.error());
  return count;
}

Result<TmxImport> read_tmx(std::string_view bytes, const std::string& name, const std::string& from,
                           const std::string& to, const Knowledge& knowledge,
                           memory::TranslationMemory& memory) {
  dictionaries::XmlFile file;
  Problems problems;
  if (!file.parse(bytes, name, problems)) return tl::unexpected(problems.front());
  const pugi::xml_node body = file.root().child("body");
  if (std::string_view(file.root().name()) != "tmx" || !body) {
    return fail(ErrorCode::configuration, "no TMX: a `tmx` with a `body` is expected", name);
  }
  TmxImport result;
  std::vector<MemoryEntry> entries;
  for (const pugi::xml_node unit : body.children("tu")) {
    const std::string source = segment_in(unit, from);
    const std::string target = segment_in(unit, to);
    if (source.empty() || target.empty()) {
      ++result.refused["not in both languages"];
      continue;
    }
    const Candidate candidate = candidate_of(source, source_language(source, from), to, knowledge);
    const Examined examined = examine_plain(target, candidate, TokenForm::plain, knowledge);
    if (!examined.good()) {
      ++result.refused[examined.reason];
      if (result.first_refused.size() < kMostShown) {
        result.first_refused.push_back({ErrorCode::input, examined.reason, file.where(unit)});
      }
      continue;
    }
    MemoryEntry entry = maker_of(unit);
    entry.key.from = candidate.from;
    entry.key.to = to;
    entry.key.segment = source;
    entry.key.protection = kProtection;
    entry.key.terms = terms_digest(signature_of(candidate.terms), sha256_hex);
    entry.text = target;
    entries.push_back(std::move(entry));
  }
  if (auto stored = memory.store(entries); !stored) return tl::unexpected(stored.error());
  result.stored = entries.size();
  return result;
}

}  // namespace medloom::translation
