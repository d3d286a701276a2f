// Both files go through one external sort by id, file and place; what belongs together comes out
// together. Equal lines are passed over before anything is parsed.
//
// Tested by tests/io/diff_test.cc.
#include "io/diff/record_diff.h"

#include "io/diff/field_diff.h"
#include "io/records/record_files.h"
#include "io/records/record_text.h"
#include "io/spill/external_sort.h"
#include "io/spill/item_key.h"

namespace medloom {
namespace {

using Receive = std::function<Result<void>(const PageDiff&)>;

class Differ {
 public:
  Differ(const DiffOptions& options, const Receive& receive)
      : lines_(options.folder, options.memory), receive_(receive) {}

  Result<void> read(const std::string& path, bool after) {
    RecordFiles file({path});
    RecordTextReader reader;
    while (true) {
      auto line = file.next();
      if (!line) return tl::unexpected(line.error());
      if (!*line) return {};
      auto record = reader.read((*line)->json);
      if (!record) return fail(record.error().code, record.error().message, (*line)->place);
      std::string item = record->id + '\0' + (after ? '\1' : '\0');
      put_number(item, (*line)->number);
      item += (*line)->json;
      if (auto added = lines_.add(item); !added) return added;
      ++(after ? counts_.after : counts_.before);
    }
  }

  Result<DiffCounts> compare() {
    if (auto ready = lines_.rewind(); !ready) return tl::unexpected(ready.error());
    while (true) {
      auto item = lines_.next();
      if (!item) return tl::unexpected(item.error());
      const std::string_view id = *item ? (*item)->substr(0, (*item)->find('\0')) : "";
      if (!*item || id != id_) {
        if (auto done = flush(); !done) return tl::unexpected(done.error());
      }
      if (!*item) return counts_;
      id_ = id;
      const bool after = (**item)[id.size() + 1] == '\1';
      pages_[after ? 1 : 0].emplace_back((*item)->substr(id.size() + 2 + 8));
    }
  }

 private:
  // All lines of one id have been seen.
  Result<void> flush() {
    const auto& [before, after] = pages_;
    for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
      Result<void> told;
      if (i >= after.size()) {
        told = one_sided(before[i], PageDiff::Kind::removed);
      } else if (i >= before.size()) {
        told = one_sided(after[i], PageDiff::Kind::added);
      } else {
        told = pair(before[i], after[i]);
      }
      if (!told) return told;
    }
    pages_[0].clear();
    pages_[1].clear();
    return {};
  }

  Result<void> one_sided(const std::string& line, PageDiff::Kind kind) {
    PageDiff diff;
    diff.kind = kind;
    diff.id = id_;
    if (auto named = diff::name_record(line, diff); !named) return named;
    ++(kind == PageDiff::Kind::added ? counts_.added : counts_.removed);
    return receive_(diff);
  }

  Result<void> pair(const std::string& before, const std::string& after) {
    if (before == after) {
      ++counts_.same;
      return {};
    }
    PageDiff diff;
    diff.id = id_;
    if (auto done = diff::compare_records(before, after, diff); !done) return done;
    if (diff.fields.empty() && diff.rules.empty() && !diff.readers_see) {
      ++counts_.ignored;
      return {};
    }
    ++counts_.changed;
    return receive_(diff);
  }

  ExternalSort lines_;
  const Receive& receive_;
  DiffCounts counts_;
  std::string id_;
  std::vector<std::string> pages_[2];  // the lines with that id, before and after
};

}  // namespace

Result<DiffCounts> diff_records(const std::string& before, const std::string& after,
                                const DiffOptions& options, const Receive& receive) {
  Differ differ(options, receive);
  if (auto read = differ.read(before, false); !read) return tl::unexpected(read.error());
  if (auto read = differ.read(after, true); !read) return tl::unexpected(read.error());
  return differ.compare();
}

}  // namespace medloom
