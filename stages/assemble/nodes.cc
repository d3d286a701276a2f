// Structure left an outline: nodes, and blocks and fields labelled with them. This file turns each
// kind of node into its piece of the record and knows which labels it reads; what it does not read
// is left out, and assemble says so in `dropped`.
//
// Whether an answer is accepted: the site marks it, exactly one professional replied, or it is the
// text under the question's own heading.
//
// Tested by tests/stages/assemble_test.cc and every sample.
#include "stages/assemble/nodes.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

#include "stages/assemble/content.h"
#include "stages/assemble/identity.h"
#include "stages/assemble/values.h"

namespace medloom::stages {
namespace {

// Who answers where anybody may: a name in a forum is no profession.
constexpr std::string_view kAnybody = "user";
constexpr std::size_t kMostFurtherAuthors = 1;  // below the text: of a page to read next

class Placer {
 public:
  Placer(const Document& document, const ConceptTable& concepts, Record& record)
      : document_(document),
        concepts_(concepts),
        record_(record),
        ids_(page_key(document)),
        withheld_(document.log()),
        by_node_(document.nodes().size()),
        fields_(document.nodes().size()) {
    for (const Block& block : document.blocks()) {
      placed_.resize(std::max<std::size_t>(placed_.size(), block.id + 1));
      if (!block.dropped) by_node_[block.node].push_back(&block);
    }
    for (const Field& field : document.log().fields()) {
      fields_[field.node].push_back(&field);
      if (field.name == "title") title_fields_.emplace(field.block, &field);
    }
    for (const Link& link : document.log().links()) links_.emplace(link.block, &link);
    for (const Flag& flag : document.log().flags()) flags_.emplace(flag.block, &flag);
    children_.resize(document.nodes().size());
    for (NodeId id = 1; id < document.nodes().size(); ++id) {
      const NodeId parent = document.nodes()[id].parent;
      if (parent != 0) children_[parent].push_back(id);
    }
  }

  std::vector<bool> run() {
    record_.id = ids_.page();
    titles();
    page_fields();
    for (NodeId id = 1; id < document_.nodes().size(); ++id) {
      switch (document_.nodes()[id].kind) {
        case NodeKind::question:
          if (document_.nodes()[id].parent == 0) question(id);  // a follow-up is a turn of it
          break;
        case NodeKind::part:
          part(id);
          break;
        case NodeKind::teaser:
          teaser(id);
          break;
        case NodeKind::topic:
          topic(id);
          break;
        case NodeKind::contributor:
          contributor(id);
          break;
        case NodeKind::answer:
        case NodeKind::page:
          break;  // with their question; with the page
      }
    }
    std::stable_partition(record_.parts.begin(), record_.parts.end(),
                          [](const Part& part) { return part.role != name_of(Role::disclaimer); });
    answer_by_page();
    specialty();
    return std::move(placed_);
  }

 private:
  // ---- reading labels

  std::vector<const Block*> blocks(NodeId node, std::initializer_list<Role> roles) const {
    std::vector<const Block*> found;
    for (const Block* block : by_node_[node]) {
      if (std::find(roles.begin(), roles.end(), block->role) != roles.end()) {
        found.push_back(block);
      }
    }
    return found;
  }

  Content content(NodeId node, std::initializer_list<Role> roles) {
    const std::vector<const Block*> found = blocks(node, roles);
    for (const Block* block : found) placed_[block->id] = true;
    return join_blocks(found, document_.nodes()[node].keep_lines, document_.text());
  }

  const Field* field(NodeId node, std::string_view name) const {
    for (const Field* field : fields_[node]) {
      if (field->name == name) return field;
    }
    return nullptr;
  }

  // A line of a teaser that begins as a list item has the item's mark before it, as the page shows
  // it. A name or an age has none.
  Text text_of(const Field& field) const {
    const Block& block = document_.block(field.block);
    const bool is_line = field.name.starts_with("teaser") || field.name == "topic";
    if (field.at.from > 0 || block.mark.empty() || !is_line) return block.text.slice(field.at);
    Text text = block.mark;
    const std::uint32_t page = text.page_hull({text.size(), text.size()}).to;
    text.append_read(" ", {page, page}, EditLog::kSpace);
    text.append(block.text.slice(field.at));
    return text;
  }

  // A field may stand on several lines: they are joined by a space.
  Text text_of(NodeId node, std::string_view name) const {
    Text text;
    for (const Field* field : fields_[node]) {
      if (field->name == name) append_field(text, *field);
    }
    return text;
  }

  void append_field(Text& text, const Field& field) const {
    if (!text.empty()) {
      const std::uint32_t page = text.page_hull({text.size(), text.size()}).to;
      text.append_read(" ", {page, page}, EditLog::kSpace);
    }
    text.append(text_of(field));
  }

  std::string date(NodeId node, std::string_view name) const {
    const Field* found = field(node, name);
    return found == nullptr ? "" : parse_date(text_of(*found).view());
  }

  std::vector<Text> heading_path(const Node& node) const {
    std::vector<Text> path;
    for (const BlockId id : node.headings) path.push_back(line_of(document_.block(id)));
    return path;
  }

  // ---- the page

  // The last title above the content is the page's own; others are kept beside it. One that only
  // repeats it is left out, as is what a rule cut off a title (a department, the site's name).
  void titles() {
    std::vector<std::pair<BlockId, Text>> all;
    for (const Block& block : document_.blocks()) {
      if (block.role != Role::title || block.dropped) continue;
      const auto field = title_fields_.find(block.id);
      all.emplace_back(block.id,
                       field == title_fields_.end() ? line_of(block) : text_of(*field->second));
    }
    if (all.empty()) {
      const Fact* title = document_.fact("title-alone");  // without the site's name
      if (title == nullptr) title = document_.fact("title");
      if (title != nullptr) record_.name = title->text;
      return;
    }
    record_.name = all.back().second;
    place_whole(all.back().first, record_.name);
    all.pop_back();
    for (auto& [block, other] : all) {
      if (other.view() == record_.name.view()) continue;
      place_whole(block, other);
      record_.titles.push_back(std::move(other));
    }
  }

  // A block is placed when nothing of it was cut off, a list mark neither.
  void place_whole(BlockId id, const Text& text) {
    const Block& block = document_.block(id);
    placed_[id] = block.mark.empty() && text.size() == line_of(block).size();
  }

  void page_fields() {
    const auto field_or_fact = [&](std::string_view field_name, std::string_view fact_name) {
      Text text = text_of(0, field_name);
      if (!text.empty()) return text;
      const Fact* fact = document_.fact(fact_name);
      return fact == nullptr ? Text() : fact->text;
    };
    record_.date_published = parse_date(field_or_fact("published", "published").view());
    record_.date_modified = parse_date(field_or_fact("modified", "modified").view());
    record_.author = author();
    record_.publisher = field_or_fact("publisher", "site-name");
    record_.breadcrumb = field_or_fact("breadcrumb", "breadcrumb");
    if (const Fact* license = document_.fact("license")) record_.license = license->value();
  }

  // Those of the first line that names one, and of the lines right below it. Where lines further
  // down name many others, this page lists other pages, and only its head may say whose it is.
  Text author() const {
    Text authors;
    BlockId last = BlockRange::kEnd;
    std::set<std::string> further;
    for (const Field* field : fields_[0]) {
      if (field->name != "author") continue;
      const bool goes_on =
          authors.empty() || field->block == last || field->block == document_.blocks().next(last);
      if (goes_on) {
        append_field(authors, *field);
        last = field->block;
      } else if (std::string name = text_of(*field).str(); name != authors.view()) {
        further.insert(std::move(name));
      }
    }
    if (!authors.empty() && further.size() <= kMostFurtherAuthors) return authors;
    const Fact* fact = document_.fact("author");
    return fact == nullptr ? Text() : fact->text;
  }

  // ---- people

  std::optional<Department> department(NodeId node) const {
    const Field* found = field(node, "department");
    if (found == nullptr) return std::nullopt;
    Department department;
    department.original = text_of(*found);
    const auto [first, last] = links_.equal_range(found->block);
    for (auto link = first; link != last; ++link) {
      if (link->second->at != found->at) continue;
      if (const ConceptRef* ref = concepts_.find(link->second->concept_id)) {
        department.concept_ref = *ref;
        department.name = ConceptTable::label(*ref, record_.language);
      }
    }
    return department;
  }

  std::optional<Responder> responder(NodeId node) const {
    Responder person{text_of(node, "responder"), text_of(node, "rank"), text_of(node, "hospital"),
                     document_.kind().responder_role, department(node)};
    const bool known = !person.name.empty() || !person.job_title.empty() ||
                       !person.affiliation.empty() || person.department;
    return known ? std::optional(std::move(person)) : std::nullopt;
  }

  std::optional<Asker> asker(NodeId node) const {
    Asker asker;
    asker.alias = text_of(node, "alias");
    asker.anonymous = field(node, "anonymous") != nullptr;
    if (const Field* sex = field(node, "sex")) {
      asker.gender = parse_sex(text_of(*sex).view());
      asker.gender_reliable = sex->reliable;
    }
    if (const Field* age = field(node, "age")) {
      const Text original = text_of(*age);
      const Ages ages = parse_age(original.view());
      asker.age = AgeRange{ages.low, ages.high, original};
    }
    const bool known =
        !asker.alias.empty() || asker.anonymous || !asker.gender.empty() || asker.age;
    return known ? std::optional(std::move(asker)) : std::nullopt;
  }

  void contributor(NodeId node) {
    record_.contributors.push_back({text_of(node, "name"), text_of(node, "rank"),
                                    text_of(node, "hospital"), department(node)});
  }

  // ---- questions and answers

  bool is_title_question(NodeId node) const {
    const auto titles = blocks(node, {Role::title});
    return !titles.empty();
  }

  void question(NodeId node) {
    Question question;
    question.text = content(node, {Role::question}).text;
    const auto named = blocks(node, {Role::title, Role::heading});
    if (!named.empty()) {
      question.name = line_of(*named.front());
      if (named.front()->role == Role::heading) place_whole(named.front()->id, question.name);
    } else if (count(NodeKind::question) == 1) {
      question.name = record_.name;
    }
    question.author = asker(node);
    question.date_created = date(node, "asked");
    question.heading_path = heading_path(document_.nodes()[node]);
    question.untrusted = has_flag(node, "untrusted");
    question.echo = has_flag(node, "echo");
    turns(node, question);
    const Text& said = question.text.empty() ? question.name : question.text;
    question.id = ids_.make("question", ids_.page(), source_of(said, document_.text(), withheld_));
    answers(node, question);
    // A mark that nothing followed. What was answered stays, even where nothing says what was
    // asked.
    const bool empty = said.empty() && question.accepted.empty() && question.suggested.empty() &&
                       question.turns.empty();
    if (!empty) record_.questions.push_back(std::move(question));
  }

  std::size_t count(NodeKind kind) const {
    return static_cast<std::size_t>(
        std::count_if(document_.nodes().begin(), document_.nodes().end(),
                      [kind](const Node& node) { return node.kind == kind && node.parent == 0; }));
  }

  // Whether structure doubts the asker's words, or what names them.
  bool has_flag(NodeId node, std::string_view kind) const {
    for (const Block* block : by_node_[node]) {
      const auto [first, last] = flags_.equal_range(block->id);
      for (auto flag = first; flag != last; ++flag) {
        if (flag->second->kind == kind) return true;
      }
    }
    return false;
  }

  // What was asked and said after the first answer, in the order of the page.
  void turns(NodeId question_node, Question& question) {
    for (const NodeId asked : children_[question_node]) {
      if (document_.nodes()[asked].kind != NodeKind::question) continue;
      turn("asker", content(asked, {Role::question}).text, question);
      for (const NodeId reply : children_[asked]) {
        turn("responder", content(reply, {Role::answer}).text, question);
      }
    }
  }

  static void turn(const char* role, Text text, Question& question) {
    if (!text.empty()) question.turns.push_back({role, std::move(text)});
  }

  void answers(NodeId question_node, Question& question) {
    std::vector<Answer> found;
    for (const NodeId id : children_[question_node]) {
      if (document_.nodes()[id].kind == NodeKind::answer) found.push_back(answer(id, question));
    }
    // An answer without text is a label that nothing followed, unless the page answers.
    std::erase_if(found, [](const Answer& a) { return !a.text && a.basis != "page"; });
    int position = 0;
    for (Answer& answer : found) {
      answer.position = ++position;
      const std::string& who = document_.kind().responder_role;
      const bool professional = who != kAnybody && (!who.empty() || answer.author);
      if (answer.basis.empty() && found.size() == 1 && professional) {
        answer.basis = "single-professional";
      }
      const bool accepted = answer.basis == "marked" || answer.basis == "section" ||
                            answer.basis == "single-professional";
      (accepted ? question.accepted : question.suggested).push_back(std::move(answer));
    }
  }

  Answer answer(NodeId node, const Question& question) {
    Answer answer;
    answer.basis = document_.nodes()[node].basis;
    Content text = content(node, {Role::answer});
    if (!text.text.empty()) answer.text = std::move(text.text);
    answer.blocks = std::move(text.blocks);
    answer.greeting = content(node, {Role::greeting}).text;
    answer.signature = content(node, {Role::signature}).text;
    answer.author = responder(node);
    answer.date_created = date(node, "replied");
    const std::string who =
        answer.author ? source_of(answer.author->name, document_.text(), withheld_) : std::string();
    answer.id = ids_.make("answer", question.id, who);
    return answer;
  }

  // A title that asks is answered by everything else on the page, if there is anything.
  void answer_by_page() {
    for (Question& question : record_.questions) {
      for (Answer& answer : question.suggested) {
        if (answer.basis != "page") continue;
        for (const Part& part : record_.parts) {
          if (part.role != name_of(Role::disclaimer)) answer.parts.push_back(part.id);
        }
        for (const Question& other : record_.questions) {
          if (other.id != question.id) answer.parts.push_back(other.id);
        }
      }
      std::erase_if(question.suggested, [](const Answer& answer) {
        return answer.basis == "page" && answer.parts.empty();
      });
    }
  }

  // ---- the rest

  void part(NodeId node) {
    const Node& source = document_.nodes()[node];
    Part part;
    part.role = name_of(source.role);
    part.heading_path = heading_path(source);
    for (const Block* heading : blocks(node, {Role::heading})) {
      part.heading_path.push_back(line_of(*heading));
      place_whole(heading->id, part.heading_path.back());
    }
    // What nobody signed is attributed to no one; the rest is the page's.
    part.attribution = source.role == Role::supplement ? "none" : "page";
    Content text = content(node, {source.role});
    part.text = std::move(text.text);
    part.blocks = std::move(text.blocks);
    if (part.text.empty() && part.heading_path.empty()) return;
    std::string about = part.role + "\n";
    for (const Text& heading : part.heading_path) {
      about += source_of(heading, document_.text(), withheld_) + "\n";
    }
    part.id = ids_.make("part", ids_.page(), about);
    record_.parts.push_back(std::move(part));
  }

  void teaser(NodeId node) {
    RelatedTeaser teaser;
    teaser.name = text_of(node, "teaser");
    teaser.question = text_of(node, "teaser_question");
    teaser.answer = text_of(node, "teaser_answer");
    if (auto person = responder(node)) teaser.author = std::move(*person);
    record_.related.push_back(std::move(teaser));
  }

  void topic(NodeId node) { record_.topics.push_back({text_of(node, "topic"), department(node)}); }

  void specialty() {
    if (const auto page = department(0)) {
      record_.specialty = page->name.empty() ? page->original.str() : page->name;
      return;
    }
    for (const Question& question : record_.questions) {
      for (const auto* list : {&question.accepted, &question.suggested}) {
        for (const Answer& answer : *list) {
          if (!answer.author || !answer.author->department) continue;
          const Department& department = *answer.author->department;
          record_.specialty = department.name.empty() ? department.original.str() : department.name;
          return;
        }
      }
    }
  }

  const Document& document_;
  const ConceptTable& concepts_;
  Record& record_;
  IdMaker ids_;
  WithheldPlaces withheld_;
  std::vector<std::vector<const Block*>> by_node_;
  std::vector<std::vector<const Field*>> fields_;
  std::unordered_map<BlockId, const Field*> title_fields_;
  std::unordered_multimap<BlockId, const Link*> links_;
  std::unordered_multimap<BlockId, const Flag*> flags_;
  std::vector<std::vector<NodeId>> children_;  // by node, in the order they were opened
  std::vector<bool> placed_;                   // by BlockId
};

}  // namespace

std::vector<bool> place_nodes(const Document& document, const ConceptTable& concepts,
                              Record& record) {
  return Placer(document, concepts, record).run();
}

}  // namespace medloom::stages
