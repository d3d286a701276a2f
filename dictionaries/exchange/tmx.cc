// TMX 1.4, as memory pairs: one unit a concept with its labels, or one a row with what it finds and
// writes. A memory holds no modes, guards or codes.
//
// Tested by tests/dictionaries/exchange/exchange_test.cc.
#include "dictionaries/exchange/forms.h"
#include "dictionaries/exchange/pairs.h"
#include "dictionaries/exchange/xml.h"

namespace medloom::dictionaries {
namespace {

std::string variant(const std::string& language, const std::string& text) {
  return "      <tuv xml:lang=\"" + xml_text(language) + "\"><seg>" + xml_text(text) +
         "</seg></tuv>\n";
}

Exported write(const Glossary& glossary, const ExchangeOptions& options) {
  Exported out;
  const std::string from = options.of_labels() ? options.from : "en";
  const std::string to = options.of_labels() ? options.to : "en";
  out.bytes =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\">\n  <header "
      "creationtool=\"medloom\" creationtoolversion=\"1\" segtype=\"phrase\" o-tmf=\"tsv\" "
      "adminlang=\"en\" srclang=\"" +
      xml_text(from) + "\" datatype=\"plaintext\"/>\n  <body>\n";
  for (const Pair& pair : pairs_of(glossary, options, out)) {
    out.bytes += pair.id.empty() ? "    <tu>\n" : "    <tu tuid=\"" + xml_text(pair.id) + "\">\n";
    if (!pair.comment.empty()) out.bytes += "      <note>" + xml_text(pair.comment) + "</note>\n";
    out.bytes += variant(from, pair.source) + variant(to, pair.target) + "    </tu>\n";
    ++out.entries;
  }
  out.bytes += "  </body>\n</tmx>\n";
  return out;
}

// The text of the unit's variant in a language; of rows, the first or the second one.
std::string segment(pugi::xml_node unit, const std::string& language, std::size_t number) {
  std::size_t seen = 0;
  for (const pugi::xml_node variant_node : unit.children("tuv")) {
    const bool wanted = language.empty() ? seen++ == number : language_of(variant_node) == language;
    if (wanted) return segment_text_of(variant_node.child("seg"));
  }
  return {};
}

Glossary read(std::string_view bytes, const std::string& name, const ExchangeOptions& options,
              Problems& problems) {
  XmlFile file;
  if (!file.parse(bytes, name, problems)) return {};
  const pugi::xml_node body = file.root().child("body");
  if (std::string_view(file.root().name()) != "tmx" || !body) {
    problems.push_back(
        {ErrorCode::configuration, "no TMX: a `tmx` with a `body` is expected", name + ":1"});
    return {};
  }
  PairCollector pairs(options);
  for (const pugi::xml_node unit : body.children("tu")) {
    pairs.add({segment(unit, options.of_labels() ? options.from : "", 0),
               segment(unit, options.of_labels() ? options.to : "", 1), text_of(unit.child("note")),
               unit.attribute("tuid").value()},
              file.where(unit), problems);
  }
  return pairs.take();
}

}  // namespace

ExchangeForm tmx_form() { return {"tmx", "TMX 1.4, as memory pairs", write, read}; }

}  // namespace medloom::dictionaries
