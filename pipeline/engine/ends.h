// The two ends of a run: where pages come from and where records go. io/ implements them.
//
// Thread-safety: sources and writers are used by one thread at a time; renderers are shared.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "pipeline/engine/component_spec.h"
#include "pipeline/model/page.h"
#include "pipeline/model/record.h"
#include "pipeline/model/result.h"

namespace medloom {

// An input that gives no page: a file that cannot be read, a line that is no page.
struct BadInput {
  std::string place;
  std::string reason;
};

// What is there to be read, and is no page: a redirection in an archive, an image.
struct SkippedInput {
  std::string place;
  std::string reason;
};

using SourceItem = std::variant<Page, BadInput, SkippedInput>;

class Source {
 public:
  virtual ~Source() = default;
  // The next page in input order, or what is in its place; nothing at the end.
  virtual std::optional<SourceItem> next() = 0;
};

// A record as bytes: zero or more whole lines.
class Renderer {
 public:
  virtual ~Renderer() = default;
  virtual std::string render(const Record& record) const = 0;
  // What every file begins with, before the first record: the line of a table's columns.
  virtual std::string header() const { return {}; }
};

// Where rendered bytes go. Nothing is in place before `close` says so.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  virtual Result<void> close() = 0;
};

// One of the parts that packed data are made of: of a crawl mostly one record. Small ones are not
// told: kLarge is where the ratio of packing begins to matter.
struct PackedMember {
  static constexpr std::uint64_t kLarge = std::uint64_t{1} << 20;

  std::uint64_t from = 0;  // in what is unpacked
  std::uint64_t size = 0;
  std::uint64_t packed = 0;  // bytes
};

// The bytes of an open input, in pieces.
class ByteStream {
 public:
  virtual ~ByteStream() = default;
  // Up to `size` bytes into `to`, at least one unless the input is at its end. After an error there
  // is nothing more.
  virtual Result<std::size_t> read(char* to, std::size_t size) = 0;
  // How many bytes there are in all, where that is known; else 0.
  virtual std::uint64_t size() const { return 0; }
  // How many packed bytes all of it is made of, once that is known; 0 where it is not packed.
  virtual std::uint64_t packed_size() const { return 0; }
  // The large member of packed data that the byte at `offset` was in, if it has been read to its
  // end. REQUIRES: asked in ascending order; those before are forgotten.
  virtual std::optional<PackedMember> member_at(std::uint64_t /*offset*/) { return std::nullopt; }
  // At the end: what was wrong with an input whose bytes could all be read, or empty.
  virtual std::string complaint() const { return {}; }
};

// An input as the user named it, or as another source found it.
struct Input {
  // A stream is standard input; content is what has been opened, whatever it came from.
  enum class Kind : std::uint8_t { stream, file, folder, content };

  Kind kind = Kind::file;
  std::string path;   // as the system spells it; empty for a stream
  std::string name;   // relative to the input root, valid UTF-8
  std::string place;  // as the user typed it, valid UTF-8

  // Of content: the first bytes, by which sources tell whether it is theirs, and all of them.
  std::string head = {};
  std::shared_ptr<ByteStream> bytes = {};
};

// What a source may use besides its settings.
struct SourceContext {
  std::uint64_t page_bytes = 0;  // larger pages need not be read: they are rejected
  std::uint64_t page_ratio = 0;  // nor those that unpack to more than so many times; 0: any
  const std::atomic<bool>* stop = nullptr;  // a source that waits for its input gives up on it
  std::atomic<std::uint64_t>* bytes_read = nullptr;  // of files and streams, packed as they are
  std::function<bool(const std::string& path)> excluded;  // outputs of this run
  // Opens an input found inside another one: a file of a folder, the content of a file.
  std::function<Result<std::unique_ptr<Source>>(const Input&)> open;
};

struct SourceSpec {
  std::string name;
  std::string summary;
  std::vector<FieldSpec> fields;
  // Asked in the order of the table; the first that accepts an input opens it.
  std::function<bool(const Input&)> accepts;
  // The context outlives the source.
  std::function<Result<std::unique_ptr<Source>>(const Input&, const Settings&,
                                                const SourceContext&)>
      open;
};

struct RendererSpec {
  std::string name;
  std::string summary;
  std::vector<FieldSpec> fields;
  std::function<std::unique_ptr<Renderer>(const Settings&)> create;
};

// Where the user wants the results: a path, or "-" for standard output.
struct Output {
  std::string path;
  bool force = false;        // an existing file may be replaced
  std::string packing = {};  // "gzip", "zstd" or "none"; empty: as the ending of the path says
};

struct WriterSpec {
  std::string name;
  std::string summary;
  std::vector<FieldSpec> fields;
  // Asked in the order of the table; the first that accepts an output opens it.
  std::function<bool(const Output&)> accepts;
  std::function<Result<std::unique_ptr<Writer>>(const Output&, const Settings&)> open;
};

}  // namespace medloom
