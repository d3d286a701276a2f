// TBX-Basic (ISO 30042:2019; the older martif form is read, too). A concept entry has the concept's
// labels as preferred terms, unguarded link rows as admitted ones, and unguarded fix rows that
// write its label as deprecated ones.
//
// Tested by tests/dictionaries/exchange/exchange_test.cc.
#include <map>

#include "dictionaries/exchange/forms.h"
#include "dictionaries/exchange/pairs.h"
#include "dictionaries/exchange/xml.h"
#include "dictionaries/tools/row_text.h"

namespace medloom::dictionaries {
namespace {

constexpr std::string_view kPreferred = "preferredTerm-admn-sts";
constexpr std::string_view kAdmitted = "admittedTerm-admn-sts";
constexpr std::string_view kDeprecated = "deprecatedTerm-admn-sts";

constexpr char kHead[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\" "
    "xmlns=\"urn:iso:std:iso:30042:ed-2\">\n"
    "  <tbxHeader><fileDesc><sourceDesc><p>medloom</p></sourceDesc></fileDesc></tbxHeader>\n"
    "  <text><body>\n";

struct Term {
  std::string text;
  std::string_view status;
  std::string note;
};

std::string written(const Term& term) {
  std::string out = "          <termSec><term>" + xml_text(term.text) +
                    "</term><termNote type=\"administrativeStatus\">" + std::string(term.status) +
                    "</termNote>";
  if (!term.note.empty()) out += "<note>" + xml_text(term.note) + "</note>";
  return out + "</termSec>\n";
}

class TbxWriter {
 public:
  explicit TbxWriter(const Glossary& glossary) : glossary_(glossary) {
    for (const Concept& entry : glossary.concepts) concepts_.emplace(entry.id, &entry);
  }

  Exported write() {
    sort_rows();
    out_.bytes = kHead;
    for (const Concept& entry : glossary_.concepts) put(entry);
    out_.bytes += "  </body></text>\n</tbx>\n";
    return std::move(out_);
  }

 private:
  void sort_rows() {
    for (const TermRow& row : glossary_.rows) {
      const auto named = concepts_.find(row.concept_id);
      if (row.guarded()) {
        ++out_.left_out["a guard"];
      } else if (named == concepts_.end()) {
        ++out_.left_out["a row without a concept of the file"];
      } else if (row.mode != Mode::link && row.mode != Mode::fix) {
        ++out_.left_out["a " + std::string(name_of(row.mode)) + " row"];
      } else if (!writes_label(row, *named->second)) {
        ++out_.left_out["a replacement that is not the label"];
      } else {
        rows_[row.concept_id].push_back(&row);
      }
    }
  }

  static bool writes_label(const TermRow& row, const Concept& entry) {
    if (row.mode == Mode::link || row.replace.empty()) return true;
    const std::string* label = entry.label(row.lang);
    return label != nullptr && *label == row.replace;
  }

  void put(const Concept& entry) {
    std::map<std::string, std::vector<Term>> by_language;
    for (const auto& [tag, label] : entry.labels)
      by_language[tag].push_back({label, kPreferred, ""});
    for (const TermRow* row : rows_[entry.id]) {
      const std::string_view status = row->mode == Mode::link ? kAdmitted : kDeprecated;
      by_language[row->lang].push_back({row->match, status, row->note});
    }
    out_.bytes += "    <conceptEntry id=\"" + xml_text(entry.id) + "\">\n";
    if (!entry.type.empty()) {
      out_.bytes += "      <descrip type=\"subjectField\">" + xml_text(entry.type) + "</descrip>\n";
    }
    if (!entry.note.empty()) out_.bytes += "      <note>" + xml_text(entry.note) + "</note>\n";
    for (const auto& [tag, terms] : by_language) {
      out_.bytes += "      <langSec xml:lang=\"" + xml_text(tag) + "\">\n";
      for (const Term& term : terms) out_.bytes += written(term);
      out_.bytes += "      </langSec>\n";
      out_.entries += terms.size();
    }
    out_.bytes += "    </conceptEntry>\n";
    if (!entry.codes.empty()) ++out_.left_out["codes of a concept"];
  }

  const Glossary& glossary_;
  std::map<std::string, const Concept*> concepts_;
  std::map<std::string, std::vector<const TermRow*>> rows_;
  Exported out_;
};

// An attribute's child: <termNote type="administrativeStatus">.
std::string typed(pugi::xml_node parent, const char* name, std::string_view type) {
  for (const pugi::xml_node child : parent.children(name)) {
    if (child.attribute("type").value() == type) return text_of(child);
  }
  return {};
}

class TbxReader {
 public:
  TbxReader(const XmlFile& file, Problems& problems) : file_(file), problems_(problems) {}

  Glossary read(pugi::xml_node body) {
    for (const pugi::xml_node child : body.children()) {
      const std::string_view name = child.name();
      if (name == "conceptEntry" || name == "termEntry") take_entry(child);
    }
    return std::move(glossary_);
  }

 private:
  void problem(pugi::xml_node node, std::string message) {
    problems_.push_back({ErrorCode::configuration, std::move(message), file_.where(node)});
  }

  void take_entry(pugi::xml_node node) {
    Concept entry;
    entry.id = cell_text(node.attribute("id").value());
    entry.type = cell_text(typed(node, "descrip", "subjectField"));
    entry.note = cell_text(text_of(node.child("note")));
    std::vector<TermRow> rows;
    for (const pugi::xml_node section : node.children()) {
      const std::string_view name = section.name();
      if (name == "langSec" || name == "langSet") take_language(section, entry, rows);
    }
    if (entry.labels.empty()) return problem(node, "an entry without a term");
    if (entry.id.empty()) {
      const auto english = entry.labels.find("en");
      entry.id = slug(english == entry.labels.end() ? "" : english->second);
    }
    if (entry.id.empty()) entry.id = "imported-" + std::to_string(glossary_.concepts.size() + 1);
    for (TermRow& row : rows) {
      row.concept_id = entry.id;
      if (row.mode == Mode::fix) row.replace = label_for(entry, row.lang);
      // Nothing to write in that language: a person should look.
      if (row.mode == Mode::fix && row.replace.empty()) row.mode = Mode::flag;
      glossary_.rows.push_back(std::move(row));
    }
    glossary_.concepts.push_back(std::move(entry));
  }

  static std::string label_for(const Concept& entry, const std::string& lang) {
    const std::string* label = entry.label(lang);
    return label == nullptr ? std::string() : *label;
  }

  void take_language(pugi::xml_node section, Concept& entry, std::vector<TermRow>& rows) {
    const std::string tag = cell_text(language_of(section));
    if (tag.empty()) return problem(section, "a language section without xml:lang");
    for (const pugi::xml_node child : section.children()) {
      const std::string_view name = child.name();
      if (name == "ntig") {
        take_term(child.child("termGrp"), tag, entry, rows);
      } else if (name == "termSec" || name == "tig") {
        take_term(child, tag, entry, rows);
      }
    }
  }

  void take_term(pugi::xml_node node, const std::string& tag, Concept& entry,
                 std::vector<TermRow>& rows) {
    const std::string term = cell_text(text_of(node.child("term")));
    if (term.empty() || term.starts_with('#')) {
      return problem(node, term.empty() ? "an empty term" : "a term cannot begin with '#'");
    }
    const std::string status = typed(node, "termNote", "administrativeStatus");
    const bool other =
        status.starts_with("deprecated") || status.starts_with("superseded") || status == kAdmitted;
    if (!other && !entry.labels.contains(tag)) {
      entry.labels[tag] = term;
      return;
    }
    TermRow row;
    row.match = term;
    row.lang = tag;
    row.note = cell_text(text_of(node.child("note")));
    row.mode =
        status.empty() || status == kAdmitted || status == kPreferred ? Mode::link : Mode::fix;
    rows.push_back(std::move(row));
  }

  const XmlFile& file_;
  Problems& problems_;
  Glossary glossary_;
};

Exported write(const Glossary& glossary, const ExchangeOptions&) {
  return TbxWriter(glossary).write();
}

Glossary read(std::string_view bytes, const std::string& name, const ExchangeOptions&,
              Problems& problems) {
  XmlFile file;
  if (!file.parse(bytes, name, problems)) return {};
  const std::string_view root = file.root().name();
  const pugi::xml_node body = file.root().child("text").child("body");
  if ((root != "tbx" && root != "martif") || !body) {
    problems.push_back({ErrorCode::configuration,
                        "no TBX: a `tbx` or `martif` with `text` and `body` is expected",
                        name + ":1"});
    return {};
  }
  return TbxReader(file, problems).read(body);
}

}  // namespace

ExchangeForm tbx_form() { return {"tbx", "TBX-Basic: concepts and their terms", write, read}; }

}  // namespace medloom::dictionaries
