// The walk keeps one thing: which node the next paragraph belongs to. The first heading is the
// title and opens the lead, unless there is running text above it: then it is a heading of that
// text, and the title stands above or nowhere. What else is above the title is navigation. A
// heading that asks opens a question, and an answer that is the text under it; a heading that does
// not ask opens a section, unless it stands deeper than the question it is under, when it is part
// of that answer. A title that asks is answered by the page as a whole.
//
// A list item is no heading: what patients ask in a list is reported speech, not an outline. Unless
// the list is the outline: at least two numbered lines that ask, and each with text right below.
//
// What closes the article ("In short, …", a mark of the profile) is no part of its last answer: a
// paragraph behind the last question, where no other answer has such a one.
//
// A heading and its text in one paragraph ("What is it? It is …") are cut apart where the page does
// so at least twice; once is a rhetorical question.
#include "stages/structure/outline.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "stages/structure/lines.h"

namespace medloom::stages {
namespace {

// Lines up to this length before the title are a menu when there are at least two of them.
constexpr std::uint32_t kMenuWord = 6;
constexpr std::uint32_t kTeaserTitle = 100;
constexpr std::size_t kRunningText = 80;  // bytes
// Of the words of a heading, so many stand in the title that the page's head gives.
constexpr double kAgreement = 0.6;
constexpr std::size_t kWordsOfTitle = 4;
// Shorter lines may well be meant twice: "Yes." and "Yes."
constexpr std::uint32_t kParagraph = 20;

class Outline {
 public:
  Outline(const SiteProfile& profile, DocumentEditor& editor)
      : profile_(profile), editor_(editor), document_(editor.document()) {}

  int run() {
    label_by_rules();
    find_title();
    cut_glued_headings();
    find_marked_headings();
    find_numbered_headings();
    find_bare_questions();
    for (BlockId id = first(); id != BlockRange::kEnd; id = document_.blocks().next(id)) {
      const Block& block = document_.block(id);
      if (block.role == Role::none && !block.dropped) read(id);
    }
    part_closing();
    return questions_;
  }

 private:
  BlockId first() const {
    return document_.blocks().empty() ? BlockRange::kEnd : document_.blocks().begin()->id;
  }

  // Short, and no sentence: what stands below "Related articles".
  static bool is_title_of_other_page(const Block& block) {
    const std::string_view line = block.text.view();
    const bool sentence = line.ends_with('.') || line.ends_with("。") || line.ends_with('!');
    return !sentence && !is_longer(line, kTeaserTitle);
  }

  // The first rule for a line. Some look only above the running text: a date there says when the
  // page was written, in the text it may say anything.
  const LineRule* rule_for(BlockId id, bool early, text::Match& match) const {
    const text::Subject line(document_.block(id).text.view());
    for (const LineRule& rule : profile_.rules) {
      if (rule.early && !early) continue;
      if (satisfies(document_, id, line, rule, match)) return &rule;
    }
    return nullptr;
  }

  void label_by_rules() {
    text::Match match;
    bool ended = false;  // behind "Related articles"
    bool early = true;
    for (BlockId id = first(); id != BlockRange::kEnd; id = document_.blocks().next(id)) {
      const Block& block = document_.block(id);
      if (block.role != Role::none || block.dropped) continue;
      const LineRule* rule = rule_for(id, early, match);
      if (rule == nullptr) {
        early = early && !is_running_text(block.text.view());
        ended = ended && is_title_of_other_page(block);
        if (ended) editor_.label(id, Role::navigation, 0, {"behind-the-end", ""});
        continue;
      }
      ended = ended || rule->to == "end";
      // A rule's `rest` is content again: "〔健康頻道／綜合報導〕許多上班族…".
      const std::optional<Span> rest = match.group("rest");
      if (rest && !rest->empty() && rest->from > 0) editor_.split(id, rest->from, {rule->name, ""});
      editor_.label(id, rule->role, rule->role == Role::disclaimer ? disclaimer_node() : 0,
                    {rule->name, ""});
      for (const std::string& name : rule->match.names()) {
        const std::optional<Span> at =
            name.empty() || name == "rest" ? std::nullopt : match.group(name);
        if (at && !at->empty()) editor_.field(0, name, id, *at, {rule->name, ""});
      }
      if (rule->field.empty()) continue;
      const Span all{0, document_.block(id).text.size()};
      editor_.field(0, rule->field, id, all, {rule->name, ""});
    }
  }

  // All disclaimers of a page are one part.
  NodeId disclaimer_node() {
    if (disclaimer_ == 0) {
      disclaimer_ =
          editor_.add_node({NodeKind::part, 0, Role::disclaimer, "", true, {}, "first-line"});
    }
    return disclaimer_;
  }

  void find_title() {
    BlockId title = better_title(first_heading());
    const std::vector<BlockId> open = unlabelled_above(title);
    const bool in_text = std::ranges::any_of(
        open, [&](BlockId id) { return is_running_text(document_.block(id).text.view()); });
    if (title == BlockRange::kEnd || (in_text && !is_title_of_page(title))) {
      title = BlockRange::kEnd;
      const auto longer = std::find_if(open.begin(), open.end(), [&](BlockId id) {
        const Block& block = document_.block(id);
        return is_longer(block.text.view(), kMenuWord) || is_bare_question(block);
      });
      if (longer == open.end()) return;
      // "常见问题" above questions is what they are called; a word above an article is its menu.
      const bool named = longer - open.begin() == 1 && asks(*longer) && asks_below(*longer);
      if (named) return take_title(open.front());
      if (longer - open.begin() >= 2) {
        for (auto it = open.begin(); it != longer; ++it) {
          editor_.label(*it, Role::navigation, 0, {"menu-before-title", ""});
        }
      }
      title = *longer;
      if (document_.block(title).kind == BlockKind::heading) return;
      // A page whose first line is a full paragraph has no title in its text.
      const std::string_view line = document_.block(title).text.view();
      if (is_longer(line, 200) || (ends_sentence(line) && !asks(title))) return;
      if (in_text && document_.fact("title") != nullptr && !is_title_of_page(title)) return;
    } else {
      for (const BlockId id : open) {
        if (is_running_text(document_.block(id).text.view())) continue;
        editor_.label(id, Role::navigation, 0, {"before-title", ""});
      }
    }
    take_title(title);
  }

  // Whether another line asks, so that the first that does is no title.
  bool asks_below(BlockId id) const {
    for (id = document_.blocks().next(id); id != BlockRange::kEnd;
         id = document_.blocks().next(id)) {
      const Block& block = document_.block(id);
      if (block.role == Role::none && !block.dropped && is_bare_question(block)) return true;
    }
    return false;
  }

  // A sentence or more, too long for a motto of the site.
  static bool is_running_text(std::string_view line) {
    static constexpr std::array<std::string_view, 8> kEnds = {".",  "!",  "?", "。",
                                                              "！", "？", "”", "…"};
    const bool ends =
        std::ranges::any_of(kEnds, [line](std::string_view end) { return line.ends_with(end); });
    // Three bytes a Han character: so both lengths say about the same.
    return ends && line.size() > kRunningText;
  }

  BlockId first_heading() const {
    for (const Block& block : document_.blocks()) {
      if (block.dropped) continue;
      const bool heading = block.role == Role::none && block.kind == BlockKind::heading;
      if (block.role == Role::title || (heading && !is_name_of_site(block))) return block.id;
    }
    return BlockRange::kEnd;
  }

  // A heading of the first level that says what the head says, whatever it stands among: menus hold
  // other headings.
  static bool is_whole_title(const Block& block, std::string_view title) {
    const std::string_view line = block.text.view();
    return block.role == Role::navigation && block.level == 1 &&
           count_words(line) >= kWordsOfTitle && share_in(line, title) == 1 &&
           share_in(title, line) >= kAgreement;
  }

  // "The Lantern" above an article that the page's head calls "Sleep and light – The Lantern".
  bool is_name_of_site(const Block& block) const {
    const Fact* whole = document_.fact("title");
    const Fact* alone = document_.fact("title-alone");
    if (whole == nullptr || alone == nullptr) return false;
    const std::string_view line = block.text.view();
    return (whole->value().ends_with(line) || whole->value().starts_with(line)) &&
           share_in(line, alone->value()) < kAgreement;
  }

  std::vector<BlockId> unlabelled_above(BlockId title) const {
    std::vector<BlockId> open;
    for (const Block& block : document_.blocks()) {
      if (block.id == title) break;
      if (block.role == Role::none && !block.dropped) open.push_back(block.id);
    }
    return open;
  }

  // The heading that the page's head names, where the first one is something else ("Blog").
  BlockId better_title(BlockId first) const {
    const Fact* title = document_.fact("title-alone");
    if (title == nullptr) title = document_.fact("title");
    if (first == BlockRange::kEnd || title == nullptr) return first;
    const Block& block = document_.block(first);
    if (block.role == Role::title || share_in(block.text.view(), title->value()) >= kAgreement) {
      return first;
    }
    for (const Block& other : document_.blocks()) {
      if (other.kind != BlockKind::heading || other.dropped || is_name_of_site(other)) continue;
      const bool is_open =
          other.role == Role::none && share_in(other.text.view(), title->value()) >= kAgreement;
      if (is_open || is_whole_title(other, title->value())) return other.id;
    }
    // "Blog", "Search", or a heading of the text: what the head says is the better title.
    const bool is_small = block.level > 1 || count_words(block.text.view()) < kWordsOfTitle;
    const bool is_said = count_words(title->value()) >= kWordsOfTitle;
    const bool is_other = share_in(block.text.view(), title->value()) == 0;
    return is_small && is_said && is_other ? BlockRange::kEnd : first;
  }

  // Whether the page calls itself so in its head: "TITLE", "TITLE - SITE".
  bool is_title_of_page(BlockId id) const {
    const Fact* title = document_.fact("title");
    const std::string_view line = document_.block(id).text.view();
    return document_.block(id).role == Role::title ||
           (title != nullptr && !line.empty() && title->value().find(line) != std::string::npos);
  }

  void take_title(BlockId title) {
    title_ = title;
    NodeId node = 0;
    if (asks(title)) {
      node = editor_.add_node({NodeKind::question, 0, Role::none, "", false, {}, "title-asks"});
      editor_.add_node({NodeKind::answer, node, Role::none, "page", false, {}, "title-asks"});
      ++questions_;
    }
    editor_.label(title, Role::title, node, {"title", ""});
  }

  bool asks(BlockId id) const {
    const std::string_view line = document_.block(id).text.view();
    return std::any_of(profile_.questions.begin(), profile_.questions.end(),
                       [line](const text::Pattern& pattern) { return pattern.is_in(line); });
  }

  void read(BlockId id) {
    const Block& block = document_.block(id);
    if (repeats_title(block)) {
      const bool same = block.text.view() == document_.block(title_).text.view();
      return editor_.label(id, same ? Role::title : Role::noise, 0, {"title-again", ""});
    }
    const bool heading = block.kind == BlockKind::heading;
    const bool alone = block.kind == BlockKind::paragraph && block.gap_before &&
                       !is_longer(block.text.view(), 120);
    const bool by_page = cut_headings_.count(id) > 0 || numbered_headings_.count(id) > 0 ||
                         bare_questions_.count(id) > 0;
    if (by_page || ((heading || alone) && asks(id))) return open_question(id);
    if (heading) return open_section(id, block.level);
    if (said_twice(block)) return editor_.label(id, Role::noise, 0, {"said-twice", ""});
    if (looks_like_heading(document_, id)) {
      const auto level = static_cast<std::uint8_t>(2);
      editor_.set_kind(id, BlockKind::heading, level, {"heading-in-text", ""});
      return open_section(id, level);
    }
    paragraph(id);
  }

  // The title once more, perhaps as a caption, or with a digit that is glued to its end.
  bool repeats_title(const Block& block) const {
    if (title_ == BlockRange::kEnd || !block.mark.empty()) return false;
    const std::string_view title = bare(document_.block(title_).text.view());
    std::string_view line = bare(block.text.view());
    if (line == title) return true;
    if (line.size() != title.size() + 1 || !line.starts_with(title)) return false;
    return line.back() >= '0' && line.back() <= '9' && !title.empty() &&
           (title.back() < '0' || title.back() > '9');
  }

  // A line without the marks and spaces around it.
  static std::string_view bare(std::string_view line) {
    static constexpr std::array<std::string_view, 11> kAround = {" ",  "?", "？", "!",  "！", ".",
                                                                 "。", ":", "：", "《", "》"};
    for (bool again = true; again;) {
      again = false;
      for (const std::string_view mark : kAround) {
        if (line.starts_with(mark)) line.remove_prefix(mark.size()), again = true;
        if (line.ends_with(mark)) line.remove_suffix(mark.size()), again = true;
      }
    }
    return line;
  }

  // Where a heading and its text in one paragraph are to be cut, and which piece is the heading.
  struct Glued {
    BlockId id = 0;
    std::uint32_t cut = 0;
    bool heading_first = true;  // "What is it? It is …"; else "… by weeks.thyroid disease"
  };

  std::optional<Glued> glued_heading(const Block& block) const {
    text::Match match;
    for (const text::Pattern& pattern : profile_.glued) {
      if (!pattern.search(block.text.view(), 0, match)) continue;
      const std::optional<Span> heading = match.group("heading");
      if (heading && heading->from == 0 && heading->to < block.text.size()) {
        return Glued{block.id, heading->to, true};
      }
      const std::optional<Span> tail = match.group("tail");
      if (tail && tail->from > 0 && !tail->empty()) return Glued{block.id, tail->from, false};
    }
    return std::nullopt;
  }

  void cut_glued_headings() {
    std::vector<Glued> found;
    for (const Block& block : document_.blocks()) {
      if (block.role != Role::none || block.dropped || !block.gap_before) continue;
      if (block.kind != BlockKind::paragraph && block.kind != BlockKind::heading) continue;
      if (const auto glued = glued_heading(block)) found.push_back(*glued);
    }
    if (found.size() < 2) return;
    for (const Glued& glued : found) {
      const BlockId second = editor_.split(glued.id, glued.cut, {"glued-heading", ""});
      const BlockId text = glued.heading_first ? second : glued.id;
      if (document_.block(text).kind == BlockKind::heading) {
        editor_.set_kind(text, BlockKind::paragraph, 0, {"glued-heading", ""});
      }
      if (glued.heading_first) {
        cut_headings_.insert(glued.id);
      } else {
        editor_.set_kind(second, BlockKind::heading, 2, {"glued-heading", ""});
      }
    }
  }

  // "▌Diet": the mark is no text.
  void find_marked_headings() {
    if (profile_.headings.empty()) return;
    text::Match match;
    const Rule rule{"marked-heading", ""};
    for (const Block& block : document_.blocks()) {
      if (block.role != Role::none || block.dropped || block.kind != BlockKind::paragraph) continue;
      const auto marked = [&](const text::Pattern& pattern) {
        return pattern.search(block.text.view(), 0, match);
      };
      if (std::ranges::none_of(profile_.headings, marked)) continue;
      const std::optional<Span> heading = match.group("heading");
      BlockId id = block.id;
      if (heading && heading->from > 0) {
        id = editor_.split(block.id, heading->from, rule);
        editor_.label(block.id, Role::marker, 0, rule);
      }
      editor_.set_kind(id, BlockKind::heading, 2, rule);
    }
  }

  void part_closing() {
    const auto closes = [&](const Block& block) {
      return block.role == Role::answer && !block.dropped && block.gap_before &&
             block.kind == BlockKind::paragraph &&
             std::ranges::any_of(profile_.closings, [&](const text::Pattern& pattern) {
               return pattern.is_in(block.text.view());
             });
    };
    std::vector<BlockId> found;
    for (const Block& block : document_.blocks()) {
      if (closes(block)) found.push_back(block.id);
    }
    if (found.size() != 1 || document_.block(found.front()).node != node_) return;
    const BlockId first = first_of(node_);
    if (first == found.front() || questions_ < 2) return;
    const NodeId part =
        editor_.add_node({NodeKind::part, 0, Role::section, "", false, {}, "closing"});
    for (BlockId id = found.front(); id != BlockRange::kEnd; id = document_.blocks().next(id)) {
      const Block& block = document_.block(id);
      if (block.role == Role::answer && block.node == node_) {
        editor_.label(id, Role::section, part, {"closing", ""});
      }
    }
  }

  BlockId first_of(NodeId node) const {
    for (const Block& block : document_.blocks()) {
      if (block.node == node && !block.dropped) return block.id;
    }
    return BlockRange::kEnd;
  }

  void find_numbered_headings() {
    std::set<BlockId> found;
    for (const Block& block : document_.blocks()) {
      const bool asks_in_list = block.kind == BlockKind::list_item && !block.mark.empty() &&
                                block.role == Role::none && !block.dropped && asks(block.id);
      if (!asks_in_list) continue;
      const BlockId next = document_.blocks().next(block.id);
      if (next == BlockRange::kEnd || document_.block(next).kind != BlockKind::paragraph) return;
      found.insert(block.id);
    }
    if (found.size() >= 2) numbered_headings_ = std::move(found);
  }

  // Text without blank lines: a line asks, the next says something and ends, at least twice. One
  // such line may be a rhetorical question at the end of a wrapped line.
  void find_bare_questions() {
    std::set<BlockId> found;
    bool whole = true;  // the line before ends a sentence, or is no text
    for (const Block& block : document_.blocks()) {
      if (block.role != Role::none || block.dropped || block.kind != BlockKind::paragraph) {
        whole = true;
        continue;
      }
      const BlockId next = document_.blocks().next(block.id);
      const bool starts = std::exchange(whole, ends_sentence(block.text.view()));
      if (!starts || !is_bare_question(block) || next == BlockRange::kEnd) continue;
      const Block& answer = document_.block(next);
      const bool says = answer.role == Role::none && answer.kind == BlockKind::paragraph &&
                        !asks(next) && ends_sentence(answer.text.view());
      if (says) found.insert(block.id);
    }
    if (found.size() >= 2) bare_questions_ = std::move(found);
  }

  bool is_bare_question(const Block& block) const {
    const std::string_view line = block.text.view();
    return (line.ends_with('?') || line.ends_with("？")) && !is_longer(line, kTeaserTitle) &&
           count_words(line) >= 2 && asks(block.id);
  }

  // A whole paragraph that is the one before once more; or the answer, and its question between the
  // two, as some pages show what they fold away.
  bool said_twice(const Block& block) {
    const BlockId before = std::exchange(last_paragraph_, block.id);
    return is_paragraph(block) && (is_same(block, before) || is_same(block, answer_below(block)));
  }

  static bool is_paragraph(const Block& block) {
    return block.kind == BlockKind::paragraph && is_longer(block.text.view(), kParagraph - 1);
  }

  bool is_same(const Block& block, BlockId other) const {
    return other != BlockRange::kEnd && document_.block(other).text.view() == block.text.view();
  }

  // What stands right below the question that stands right below.
  BlockId answer_below(const Block& block) const {
    const BlockId question = document_.blocks().next(block.id);
    if (question == BlockRange::kEnd || !is_bare_question(document_.block(question))) {
      return BlockRange::kEnd;
    }
    return document_.blocks().next(question);
  }

  void open_question(BlockId id) {
    const std::uint8_t level = document_.block(id).kind == BlockKind::heading
                                   ? document_.block(id).level
                                   : static_cast<std::uint8_t>(2);
    leave_headings(level);
    const NodeId question =
        editor_.add_node({NodeKind::question, 0, Role::none, "", false, path(), "heading-asks"});
    node_ = editor_.add_node(
        {NodeKind::answer, question, Role::none, "section", false, path(), "heading-asks"});
    role_ = Role::answer;
    question_level_ = level;
    last_paragraph_ = BlockRange::kEnd;  // it may be this one's answer too
    ++questions_;
    editor_.set_kind(id, BlockKind::heading, level, {"heading-asks", ""});
    editor_.label(id, Role::heading, question, {"heading-asks", ""});
    headings_.push_back(id);
  }

  void open_section(BlockId id, std::uint8_t level) {
    if (role_ == Role::answer && level > question_level_) return paragraph(id);
    leave_headings(level);
    node_ = editor_.add_node({NodeKind::part, 0, Role::section, "", false, path(), "heading"});
    role_ = Role::section;
    editor_.label(id, Role::heading, node_, {"heading", ""});
    headings_.push_back(id);
  }

  // Headings of this level and deeper are over.
  void leave_headings(std::uint8_t level) {
    while (!headings_.empty() && document_.block(headings_.back()).level >= level) {
      headings_.pop_back();
    }
  }

  std::vector<BlockId> path() const { return headings_; }

  void paragraph(BlockId id) {
    if (node_ == 0) {
      node_ = editor_.add_node({NodeKind::part, 0, Role::lead, "", false, {}, "before-headings"});
      role_ = Role::lead;
    }
    editor_.label(id, role_, node_, {"under-heading", ""});
    find_people(id);
  }

  // Experts whom the text quotes, each once.
  void find_people(BlockId id) {
    text::Match match;
    for (const LineRule& rule : profile_.people) {
      if (!rule.match.search(document_.block(id).text.view(), 0, match)) continue;
      const std::optional<Span> name = match.group("name");
      if (!name) continue;
      const std::string_view line = document_.block(id).text.view();
      if (!people_.insert(std::string(line.substr(name->from, name->size()))).second) continue;
      const NodeId person =
          editor_.add_node({NodeKind::contributor, 0, Role::none, "", false, {}, rule.name});
      for (const std::string& group : rule.match.names()) {
        const std::optional<Span> at = group.empty() ? std::nullopt : match.group(group);
        if (at && !at->empty()) editor_.field(person, group, id, *at, {rule.name, ""});
      }
    }
  }

  const SiteProfile& profile_;
  DocumentEditor& editor_;
  const Document& document_;
  BlockId title_ = BlockRange::kEnd;
  BlockId last_paragraph_ = BlockRange::kEnd;
  NodeId disclaimer_ = 0;
  std::vector<BlockId> headings_;  // open ones, outermost first
  NodeId node_ = 0;                // where the next paragraph belongs
  Role role_ = Role::none;
  std::uint8_t question_level_ = 0;
  std::set<BlockId> cut_headings_;       // "What is it?", cut off the text behind it
  std::set<BlockId> numbered_headings_;  // "1. What is it?" with text below
  std::set<BlockId> bare_questions_;  // a line that asks, the answer in the next, again and again
  std::set<std::string> people_;
  int questions_ = 0;
};

}  // namespace

int read_by_outline(const SiteProfile& profile, DocumentEditor& editor) {
  return Outline(profile, editor).run();
}

}  // namespace medloom::stages
