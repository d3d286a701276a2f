// All tables are sorted files or files of fixed rows, so that memory does not grow with the texts:
//
//   texts by (bare text, id)   a group for each bare text; the first, its head, stands for it
//   heads by id                their rank: a smaller rank is a smaller id
//   (band, rank)               heads that share a band are a pair to be compared
//   pairs by (rank, rank)      from the smallest rank on: who has no leader yet leads, and takes
//                              those that are like it and have none
//   groups by number           with their leader; its members follow
//   members by number          what is handed out
//
// Likeness is told from bare texts alone, so what holds for a head holds for its group.
//
// Many heads may share a band (a site's boilerplate). Each is paired with the band's first and with
// the last few before it, so the pairs grow with the heads and not with their square; alike texts
// share many bands, and one that is missed in a crowded one is mostly found in another.
//
// Cost: sorting, and one comparison for each pair whose smaller rank leads.
//
// Tested by tests/io/dedup_test.cc.
#include "io/dedup/text_clusters.h"

#include <deque>

#include "io/dedup/bare_text.h"
#include "io/dedup/min_hash.h"
#include "io/dedup/text_store.h"
#include "io/spill/external_sort.h"
#include "io/spill/item_key.h"
#include "pipeline/engine/digest.h"
#include "text/fold.h"

namespace medloom::dedup {
namespace {

constexpr std::size_t kNeighbours = 4;  // of a head in a crowded band
constexpr std::size_t kKey = 32;        // hexadecimal digits of a text's hash

std::string key_of(std::string_view text) { return sha256_hex(text).substr(0, kKey); }

// What a head is to its leader, as one number; 0 is a head that leads or has not been looked at.
struct Leader {
  std::uint64_t rank = 0;
  Comparison comparison;

  std::uint64_t packed() const {
    const std::uint64_t copy = comparison.likeness == Likeness::copy ? 1 : 0;
    return (rank + 1) << 16 | copy << 12 | comparison.similarity;
  }
  static Leader unpacked(std::uint64_t number) {
    return {(number >> 16) - 1,
            {(number >> 12 & 1) != 0 ? Likeness::copy : Likeness::near,
             static_cast<unsigned>(number & 0xFFF)}};
  }
};

}  // namespace

class TextClusters::Work {
 public:
  static Result<std::unique_ptr<Work>> create(const ClusterOptions& options) {
    std::vector<TempFile> files;
    for (int i = 0; i < 5; ++i) {
      auto file = TempFile::create(options.folder);
      if (!file) return tl::unexpected(file.error());
      files.push_back(std::move(*file));
    }
    return std::unique_ptr<Work>(new Work(options, std::move(files)));
  }

  Result<void> add(std::uint64_t number, std::string_view id, std::string_view asked,
                   std::string_view rest) {
    const std::string bare_asked = bare_text(asked, *options_.rules.wording);
    const std::string bare_rest = bare_text(rest, *options_.rules.wording);
    if (bare_asked.empty() && bare_rest.empty()) return {};
    auto place = store_.put(id, {bare_asked, bare_rest});
    if (!place) return tl::unexpected(place.error());
    std::string item = key_of(bare_asked + kFieldBreak + bare_rest);
    item += id;
    item += '\0';
    item += key_of(text::fold(asked) + kFieldBreak + text::fold(rest));
    put_number(item, number);
    place->put(item);
    for (const std::uint64_t band : bands_.of(shingles_of(bare_asked + bare_rest))) {
      put_number(item, band);
    }
    return texts_.add(item);
  }

  Result<void> finish() {
    return group()
        .and_then([this] { return rank(); })
        .and_then([this] { return pair(); })
        .and_then([this] { return lead(); })
        .and_then([this] { return gather(); });
  }

  Result<void> rewind() { return members_out_.rewind(); }

  Result<std::optional<Membership>> next() {
    auto item = members_out_.next();
    if (!item) return tl::unexpected(item.error());
    if (!*item) return std::optional<Membership>();
    Membership member;
    member.text = take_number(**item);
    member.cluster = take_number(**item);
    member.basis = static_cast<Basis>(take_number(**item));
    member.similarity = static_cast<unsigned>(take_number(**item));
    auto size = sizes_.get(member.cluster);
    if (!size) return tl::unexpected(size.error());
    member.size = *size;
    return std::optional(member);
  }

  Result<std::string> leader_id(std::uint64_t cluster) {
    return head_text(cluster).map([](const StoredText& text) { return std::string(text.id()); });
  }

 private:
  // Of an item of texts_.
  struct Item {
    std::string_view bare_key;
    std::string_view id_and_exact_key;
    std::string_view exact_key;
    std::uint64_t number;
    std::string_view place_and_bands;
  };

  Work(const ClusterOptions& options, std::vector<TempFile> files)
      : options_(options),
        bands_(options.rules.threshold / 1000.0),
        store_(std::move(files[0])),
        members_(std::move(files[1])),
        heads_(std::move(files[2])),
        leaders_(std::move(files[3])),
        sizes_(std::move(files[4])),
        texts_(sorter()),
        members_out_(sorter()) {}

  ExternalSort sorter() const { return {options_.folder, options_.memory}; }

  Item parse(std::string_view item) const {
    const std::size_t tail = TextPlace::kBytes + 8 * bands_.count();
    Item parsed;
    parsed.bare_key = item.substr(0, kKey);
    std::string_view number = item.substr(item.size() - tail - 8);
    parsed.id_and_exact_key = item.substr(kKey, item.size() - tail - 8 - kKey);
    parsed.exact_key = parsed.id_and_exact_key.substr(parsed.id_and_exact_key.size() - kKey);
    parsed.number = take_number(number);
    parsed.place_and_bands = number;
    return parsed;
  }

  // Equal bare texts become a group; its members are written one behind the other.
  Result<void> group() {
    if (auto ready = texts_.rewind(); !ready) return ready;
    ExternalSort heads = sorter();
    std::string bare_key;
    std::string first_exact;
    std::uint64_t groups = 0;
    while (true) {
      auto next = texts_.next();
      if (!next) return tl::unexpected(next.error());
      if (!*next) break;
      const Item item = parse(**next);
      const bool is_head = groups == 0 || item.bare_key != bare_key;
      if (is_head) {
        bare_key = item.bare_key;
        first_exact = item.exact_key;
        std::string head(item.id_and_exact_key);
        put_number(head, groups++);
        head += item.place_and_bands;
        if (auto added = heads.add(head); !added) return added;
      }
      std::string member;
      put_number(member, groups - 1);
      put_number(member, item.number);
      put_number(member, is_head || item.exact_key == first_exact ? 1 : 0);
      if (auto added = members_.append(member); !added) return tl::unexpected(added.error());
      ++member_count_;
    }
    texts_ = sorter();
    by_id_.emplace(std::move(heads));
    return {};
  }

  Result<void> rank() {
    if (auto ready = by_id_->rewind(); !ready) return ready;
    ExternalSort bands = sorter();
    while (true) {
      auto next = by_id_->next();
      if (!next) return tl::unexpected(next.error());
      if (!*next) break;
      const std::size_t fixed = 8 + TextPlace::kBytes + 8 * bands_.count();
      std::string_view rest = (*next)->substr((*next)->size() - fixed);
      if (auto added = heads_.append(rest.substr(0, kHead)); !added) {
        return tl::unexpected(added.error());
      }
      rest.remove_prefix(kHead);
      while (!rest.empty()) {
        std::string band;
        put_number(band, take_number(rest));
        put_number(band, head_count_);
        if (auto added = bands.add(band); !added) return added;
      }
      ++head_count_;
    }
    by_id_.reset();
    by_band_.emplace(std::move(bands));
    return {};
  }

  Result<void> pair() {
    if (auto ready = by_band_->rewind(); !ready) return ready;
    ExternalSort pairs = sorter();
    std::uint64_t band = 0;
    std::deque<std::uint64_t> partners;  // the band's first, and the last few
    while (true) {
      auto next = by_band_->next();
      if (!next) return tl::unexpected(next.error());
      if (!*next) break;
      const std::uint64_t here = take_number(**next);
      const std::uint64_t rank = take_number(**next);
      if (here != band) partners.clear();
      band = here;
      for (const std::uint64_t partner : partners) {
        std::string item;
        put_number(item, partner);
        put_number(item, rank);
        if (auto added = pairs.add(item); !added) return added;
      }
      partners.push_back(rank);
      if (partners.size() > 1 + kNeighbours) partners.erase(partners.begin() + 1);
    }
    by_band_.reset();
    pairs_.emplace(std::move(pairs));
    return {};
  }

  Result<void> lead() {
    if (auto ready = pairs_->rewind(); !ready) return ready;
    std::string last;
    std::optional<std::uint64_t> rank;  // the smaller of the pairs being read
    bool leads = false;
    StoredText leader;
    while (true) {
      auto next = pairs_->next();
      if (!next) return tl::unexpected(next.error());
      if (!*next) break;
      if (**next == last) continue;
      last = **next;
      const std::uint64_t a = take_number(**next);
      const std::uint64_t b = take_number(**next);
      if (rank != a) {
        rank = a;
        auto text = starts_to_lead(a);
        if (!text) return tl::unexpected(text.error());
        leads = text->has_value();
        if (leads) leader = std::move(**text);
      }
      if (!leads) continue;
      if (auto taken = take(a, leader, b); !taken) return taken;
    }
    pairs_.reset();
    return {};
  }

  // The text of a head that nobody leads.
  Result<std::optional<StoredText>> starts_to_lead(std::uint64_t rank) {
    auto led = leaders_.get(rank);
    if (!led) return tl::unexpected(led.error());
    if (*led != 0) return std::optional<StoredText>();
    auto text = head_text(rank);
    if (!text) return tl::unexpected(text.error());
    return std::optional(std::move(*text));
  }

  Result<void> take(std::uint64_t leader_rank, const StoredText& leader, std::uint64_t rank) {
    auto text = starts_to_lead(rank);
    if (!text) return tl::unexpected(text.error());
    if (!*text) return {};
    const Comparison found = likeness_of(leader.parts(), (**text).parts(), options_.rules);
    if (found.likeness == Likeness::none) return {};
    return leaders_.set(rank, Leader{leader_rank, found}.packed());
  }

  // Members get the leader of their group.
  Result<void> gather() {
    ExternalSort groups = sorter();
    for (std::uint64_t rank = 0; rank < head_count_; ++rank) {
      auto row = head_row(rank);
      if (!row) return tl::unexpected(row.error());
      auto leader = leaders_.get(rank);
      if (!leader) return tl::unexpected(leader.error());
      std::string item;
      put_number(item, row->group);
      put_number(item, rank);
      put_number(item, *leader);
      if (auto added = groups.add(item); !added) return added;
    }
    if (auto ready = groups.rewind(); !ready) return ready;
    std::optional<std::uint64_t> group;
    std::uint64_t rank = 0;
    std::uint64_t leader = 0;
    for (std::uint64_t i = 0; i < member_count_; ++i) {
      auto member = member_row(i);
      if (!member) return tl::unexpected(member.error());
      const bool is_head = group != member->group;
      if (is_head) {
        auto next = groups.next();
        if (!next) return tl::unexpected(next.error());
        group = take_number(**next);
        rank = take_number(**next);
        leader = take_number(**next);
      }
      if (auto given = give(*member, is_head, rank, leader); !given) return given;
    }
    return members_out_.rewind();
  }

  struct MemberRow {
    std::uint64_t group;
    std::uint64_t number;
    bool exact;  // with the head of its group
  };

  Result<void> give(const MemberRow& member, bool is_head, std::uint64_t rank,
                    std::uint64_t packed_leader) {
    std::uint64_t cluster = rank;
    Basis basis = is_head ? Basis::first : member.exact ? Basis::exact : Basis::copy;
    unsigned similarity = 1000;
    if (packed_leader != 0) {
      const Leader leader = Leader::unpacked(packed_leader);
      cluster = leader.rank;
      similarity = leader.comparison.similarity;
      basis = leader.comparison.likeness == Likeness::copy ? Basis::copy : Basis::near;
    }
    auto size = sizes_.get(cluster);
    if (!size) return tl::unexpected(size.error());
    if (auto set = sizes_.set(cluster, *size + 1); !set) return set;
    std::string item;
    put_number(item, member.number);
    put_number(item, cluster);
    put_number(item, static_cast<std::uint64_t>(basis));
    put_number(item, similarity);
    return members_out_.add(item);
  }

  Result<MemberRow> member_row(std::uint64_t i) {
    std::string bytes(24, '\0');
    if (auto read = members_.read(i * bytes.size(), bytes.data(), bytes.size()); !read) {
      return tl::unexpected(read.error());
    }
    std::string_view row = bytes;
    MemberRow member{};
    member.group = take_number(row);
    member.number = take_number(row);
    member.exact = take_number(row) != 0;
    return member;
  }

  struct HeadRow {
    std::uint64_t group;
    TextPlace place;
  };
  static constexpr std::size_t kHead = 8 + TextPlace::kBytes;

  Result<HeadRow> head_row(std::uint64_t rank) {
    std::string bytes(kHead, '\0');
    if (auto read = heads_.read(rank * kHead, bytes.data(), kHead); !read) {
      return tl::unexpected(read.error());
    }
    std::string_view row = bytes;
    HeadRow head;
    head.group = take_number(row);
    head.place = TextPlace::take(row);
    return head;
  }

  Result<StoredText> head_text(std::uint64_t rank) {
    auto row = head_row(rank);
    if (!row) return tl::unexpected(row.error());
    return store_.get(row->place);
  }

  ClusterOptions options_;
  Bands bands_;
  TextStore store_;
  TempFile members_;      // rows: group, number, exact
  TempFile heads_;        // rows by rank: group, place of the text
  NumberColumn leaders_;  // by rank, see Leader
  NumberColumn sizes_;    // by the leader's rank
  ExternalSort texts_;
  std::optional<ExternalSort> by_id_;
  std::optional<ExternalSort> by_band_;
  std::optional<ExternalSort> pairs_;
  ExternalSort members_out_;
  std::uint64_t member_count_ = 0;
  std::uint64_t head_count_ = 0;
};

Result<TextClusters> TextClusters::create(const ClusterOptions& options) {
  auto work = Work::create(options);
  if (!work) return tl::unexpected(work.error());
  return TextClusters(std::move(*work));
}

TextClusters::TextClusters(std::unique_ptr<Work> work) : work_(std::move(work)) {}
TextClusters::TextClusters(TextClusters&&) noexcept = default;
TextClusters::~TextClusters() = default;

Result<void> TextClusters::add(std::uint64_t number, std::string_view id, std::string_view asked,
                               std::string_view rest) {
  return work_->add(number, id, asked, rest);
}
Result<void> TextClusters::finish() { return work_->finish(); }
Result<void> TextClusters::rewind() { return work_->rewind(); }
Result<std::optional<Membership>> TextClusters::next() { return work_->next(); }
Result<std::string> TextClusters::leader_id(std::uint64_t cluster) {
  return work_->leader_id(cluster);
}

}  // namespace medloom::dedup
