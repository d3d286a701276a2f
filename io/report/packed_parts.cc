// Tested by tests/io/report_test.cc.
#include "io/report/packed_parts.h"

#include <algorithm>

#include "io/bytes/base64.h"
#include "io/bytes/pack.h"

namespace medloom::reports {
namespace {

constexpr std::size_t kPartBytes = std::size_t{512} << 10;

constexpr std::array<std::string_view, 5> kNames = {"rows", "review", "dictionary", "pages",
                                                    "pages"};

std::string_view element_name(PartKind kind) { return kNames.at(static_cast<std::size_t>(kind)); }

bool may_be_left_out(PartKind kind) {
  return kind == PartKind::flagged || kind == PartKind::changed;
}

}  // namespace

Result<PackedParts> PackedParts::create(const std::string& folder) {
  auto file = TempFile::create(folder);
  if (!file) return tl::unexpected(file.error());
  return PackedParts(std::move(*file));
}

Result<PackedParts::At> PackedParts::add(PartKind kind, std::string_view json) {
  Open& open = open_.at(static_cast<std::size_t>(kind));
  if (open.values == 0) {
    open.number = next_number_++;
    open.json = "[";
  } else {
    open.json += ",\n";
  }
  open.json += json;
  const At at{open.number, open.values++};
  if (open.json.size() >= kPartBytes) {
    if (auto closed = close(kind); !closed) return tl::unexpected(closed.error());
  }
  return at;
}

Result<void> PackedParts::close(PartKind kind) {
  Open& open = open_.at(static_cast<std::size_t>(kind));
  if (open.values == 0) return {};
  open.json += ']';
  const auto packed = pack(open.json, Packing::gzip);
  if (!packed) return tl::unexpected(packed.error());
  const auto at = file_.append(*packed);
  if (!at) return tl::unexpected(at.error());
  parts_.push_back({kind, open.number, open.values, *at, packed->size()});
  open = {};
  return {};
}

Result<void> PackedParts::finish() {
  for (std::size_t kind = 0; kind < kKinds; ++kind) {
    if (auto closed = close(static_cast<PartKind>(kind)); !closed) return closed;
  }
  std::stable_sort(parts_.begin(), parts_.end(), [](const Part& a, const Part& b) {
    return std::pair(a.kind, a.number) < std::pair(b.kind, b.number);
  });
  return {};
}

Result<std::uint64_t> PackedParts::write(Writer& to, std::uint64_t budget) {
  std::uint64_t left_out = 0;
  std::string packed;
  for (const Part& part : parts_) {
    const std::uint64_t size = (part.size + 2) / 3 * 4 + 64;
    if (may_be_left_out(part.kind) && size > budget) {
      left_out += part.values;
      continue;
    }
    budget -= std::min(budget, size);
    packed.resize(part.size);
    if (auto read = file_.read(part.at, packed.data(), packed.size()); !read) {
      return tl::unexpected(read.error());
    }
    const std::string element =
        "<script type=\"text/plain\" data-part=\"" + std::string(element_name(part.kind)) +
        "\" data-number=\"" + std::to_string(part.number) + "\">" + base64(packed) + "</script>\n";
    if (auto written = to.write(element); !written) return tl::unexpected(written.error());
  }
  return left_out;
}

}  // namespace medloom::reports
