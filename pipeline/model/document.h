// A page on its way through the stages: decoded text, facts, blocks, outline, and the edit log.
//
// The decoded text is never rewritten. Blocks are read-only from outside; whoever wants to change
// one goes through a DocumentEditor, which does it, records it, and keeps every recorded place
// (flag, link, field) where it belongs. So no stage can forget provenance.
//
// Thread-safety: a document belongs to one worker; there is nothing to lock.
#pragma once

#include <cstddef>
#include <deque>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/model/block.h"
#include "pipeline/model/edit_log.h"
#include "pipeline/model/page.h"

namespace medloom {

// How the bytes became text (`decode`).
struct Decoding {
  std::string declared;  // the charset that the page or the server states; may be empty
  std::string used;
  std::string reason;
  std::uint32_t replaced_bytes = 0;  // input bytes that became U+FFFD
  std::uint32_t torn_bytes = 0;      // left out: the page ends inside their character
  bool contradicted = false;         // what is declared names another charset than `used`
  bool doubtful = false;             // several charsets, much damage, or a close choice
};

// What a page says about itself outside its running text (`extract`): "title", "canonical",
// "site-name", "language", "published", "modified", "author", "description", "json-ld" …
struct Fact {
  std::string name;
  Text text;
  std::string source;  // "title", "meta", "og", "link", "json-ld"

  std::string_view value() const { return text.view(); }
};

enum class NodeKind : std::uint8_t {
  page,
  question,
  answer,
  part,  // text that belongs to no single question: lead, section, supplement …
  teaser,
  topic,
  contributor,
};
std::string_view name_of(NodeKind kind);

// A place in the record that blocks and fields are labelled with. Node 0 is the page.
struct Node {
  NodeKind kind = NodeKind::page;
  NodeId parent = 0;
  Role role = Role::none;   // of a part
  std::string basis = {};   // of an answer: "marked", "single-professional", "section", "page"
  bool keep_lines = false;  // a line break inside it is one, not the width of a page
  std::vector<BlockId> headings = {};  // the headings it stands under, outermost first
  std::string rule = {};               // what made structure open it
};

// What kind of page it is, and why (`structure`).
struct PageKind {
  std::string name = "other";  // doctor-qa, forum, faq, qa-article, dialogue, article, list, other
  int score = 0;
  std::string reason;
  std::string profile;         // the site profile that matched, or empty
  std::string responder_role;  // who answers on pages of that site: "physician"
};

// What every text stage may know of the page around a block. Built once, from the text as it stood
// when structure had labelled it, so that page-wide guards depend neither on the order of blocks
// nor on what text stages change.
struct PageContext {
  std::string main_text;  // blocks of the main content, one a line
  std::string language;
  std::string kind;
};

// The blocks in reading order, as a range. They are chained, so that a page of a hundred thousand
// lines can be split and joined at every one of them in linear time. Splitting and joining keep
// iterators valid, and references too.
class BlockRange {
 public:
  static constexpr BlockId kEnd = std::numeric_limits<BlockId>::max();

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = Block;
    using difference_type = std::ptrdiff_t;
    using pointer = const Block*;
    using reference = const Block&;

    Iterator() = default;
    Iterator(const BlockRange* range, BlockId at) : range_(range), at_(at) {}
    reference operator*() const { return range_->storage_[at_]; }
    pointer operator->() const { return &range_->storage_[at_]; }
    Iterator& operator++() {
      at_ = range_->next_[at_];
      return *this;
    }
    Iterator operator++(int) {
      Iterator old = *this;
      ++*this;
      return old;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }

   private:
    const BlockRange* range_ = nullptr;
    BlockId at_ = kEnd;
  };

  Iterator begin() const { return {this, first_}; }
  Iterator end() const { return {this, kEnd}; }
  bool empty() const { return first_ == kEnd; }
  std::size_t size() const { return size_; }
  // The block behind `id`, or kEnd.
  BlockId next(BlockId id) const { return next_[id]; }

 private:
  friend class Document;
  friend class DocumentEditor;

  std::deque<Block> storage_;  // by id; joined blocks stay, unchained and empty
  std::deque<BlockId> next_;
  BlockId first_ = kEnd;
  BlockId last_ = kEnd;
  std::size_t size_ = 0;
};

class Document {
 public:
  explicit Document(std::shared_ptr<const Page> page) : page_(std::move(page)) {
    nodes_.push_back({});
  }

  const Page& page() const { return *page_; }
  const std::string& text() const { return text_; }
  const Decoding& decoding() const { return decoding_; }
  const std::vector<Fact>& facts() const { return facts_; }
  const Fact* fact(std::string_view name) const;  // the first of that name, or null
  const BlockRange& blocks() const { return blocks_; }
  const Block& block(BlockId id) const { return blocks_.storage_[id]; }
  const std::vector<Node>& nodes() const { return nodes_; }
  const PageKind& kind() const { return kind_; }
  const std::string& language() const { return language_; }  // of the page as it was
  const EditLog& log() const { return log_; }

  // Built when first asked for; structure's labels rebuild it, edits of text do not.
  const PageContext& context() const;

 private:
  friend class DocumentEditor;

  std::shared_ptr<const Page> page_;
  std::string text_;
  Decoding decoding_;
  std::vector<Fact> facts_;
  std::vector<std::uint32_t> first_facts_;  // of each name; a page may say one thing often
  BlockRange blocks_;
  std::vector<Node> nodes_;
  PageKind kind_;
  std::string language_ = "und";
  EditLog log_;
  std::vector<std::string> stages_seen_;  // which stages have opened an editor
  mutable std::optional<PageContext> context_;
};

// One replacement a stage asks for.
struct Replacement {
  Span at;
  std::string after;
  Rule rule;
  bool withheld = false;  // what was replaced is told to nobody, the log included
};

// The replacements of one block, in text order, as whoever makes thousands gathers them: what they
// put there lies one behind the other, and a rule that comes again is kept once.
class Replacements {
 public:
  struct Item {
    Span at;
    std::uint32_t after_from = 0;
    std::uint32_t after_size = 0;
    std::uint32_t rule = 0;  // index into rules()
    bool withheld = false;   // as of a Replacement
  };

  void add(Span at, std::string_view after, const Rule& rule, bool withheld = false);

  bool empty() const { return items_.empty(); }
  const std::vector<Item>& items() const { return items_; }
  const std::vector<Rule>& rules() const { return rules_; }
  std::string_view after(const Item& item) const {
    return std::string_view(after_).substr(item.after_from, item.after_size);
  }

 private:
  std::vector<Item> items_;
  std::vector<Rule> rules_;  // the one added last, last
  std::string after_;
};

// The only way to change a document: every call does one operation and records it for `stage`.
// A call that would change nothing records nothing, so a stage that runs again proposes nothing.
class DocumentEditor {
 public:
  DocumentEditor(Document& document, std::string stage);

  const Document& document() const { return document_; }

  // READ: what decode and extract fill in.
  void set_text(std::string decoded, Decoding decoding);
  void add_fact(Fact fact);
  void set_language(std::string tag) { document_.language_ = std::move(tag); }
  BlockId add_block(Block block);  // appended in reading order; its id is assigned
  ReadingId intern_reading(std::string_view bytes) { return document_.log_.intern_reading(bytes); }
  void drop_page(Span page, Role role, const Rule& rule,
                 std::uint32_t chars);  // never became a block

  // Text. REQUIRES: replacements ordered by `at`, not overlapping, within the block's text. One
  // that replaces a text by itself is left out.
  void replace(BlockId block, const Replacements& replacements);
  void replace(BlockId block, const std::vector<Replacement>& replacements);
  // The same in the text of a fact, which is in no block.
  void replace_in_fact(std::size_t fact, const std::vector<Replacement>& replacements);

  // Blocks. split: the text from `offset` on becomes a new block behind this one (same kind, level,
  // language, role and node); white space behind the cut stays with the first part. A split copies
  // its block once, so cut a long block with one `split_at` (offsets ascending; the new blocks).
  BlockId split(BlockId block, std::uint32_t offset, const Rule& rule);
  std::vector<BlockId> split_at(BlockId block, std::vector<std::uint32_t> offsets,
                                const Rule& rule);
  // join: `second`'s mark and text are appended to `first` after `separator` (a reading).
  void join(BlockId first, BlockId second, std::string_view separator, const Rule& rule);
  // The first `length` bytes of a block are a list mark and its text begins at `text_from`, white
  // space between them: it becomes a list item. The log shows it as a split from itself.
  void mark_list_item(BlockId block, std::uint32_t length, std::uint32_t text_from,
                      std::uint8_t level, const Rule& rule);
  void set_kind(BlockId block, BlockKind kind, std::uint8_t level, const Rule& rule);
  void set_block_language(BlockId block, std::string_view tag);

  // Meaning.
  void set_page_kind(PageKind kind);
  NodeId add_node(Node node);
  void label(BlockId block, Role role, NodeId node, const Rule& rule);
  void drop(BlockId block, Role role, const Rule& rule);
  void field(NodeId node, std::string name, BlockId block, Span at, Rule rule,
             bool reliable = true);
  void flag(Flag flag);  // its stage is filled in
  void link(BlockId block, Span at, std::string_view concept_id, const Rule& rule);

 private:
  Block& block(BlockId id) { return document_.blocks_.storage_[id]; }
  void record(OperationKind kind, std::size_t index);
  void record_label(const Block& labelled, const Rule& rule);
  void record_split(BlockId block, BlockId second, const Rule& rule);
  const Reason* reason(const Rule& rule);
  std::vector<Splice> splice(Text& text, BlockId block, const Replacements& wanted);
  void mark_swallowed(const Text& text, const std::vector<Splice>& batch);
  BlockId insert_part(BlockId id, Text text);
  // Whether this stage has recorded such an entry in the block before.
  template <class Same>
  bool stands(BlockId block, EditLog::Placed kind, Same same) const;
  void place(BlockId block, EditLog::Placed kind, std::size_t index);
  // Lets `move(block, span)` put every flag, link and field of a block where it belongs now.
  template <class F>
  void move_places(BlockId block, F move);

  Document& document_;
  std::string stage_;
  bool again_ = false;                   // this stage has worked on the document before
  const Reason* last_reason_ = nullptr;  // the next one is mostly the same
};

}  // namespace medloom
