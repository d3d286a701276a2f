// The two ends of a run: where pages come from and where records go. io/ implements them.
//
// Thread-safety: sources and writers are used by one thread at a time; renderers are shared.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
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

class Source {
 public:
  virtual ~Source() = default;
  // The next page in input order, or what could not be read in its place; nothing at the end.
  virtual std::optional<std::variant<Page, BadInput>> next() = 0;
};

// A record as bytes: zero or more whole lines.
class Renderer {
 public:
  virtual ~Renderer() = default;
  virtual std::string render(const Record& record) const = 0;
};

// Where rendered bytes go. Nothing is in place before `close` says so.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual Result<void> write(std::string_view bytes) = 0;
  virtual Result<void> close() = 0;
};

struct SourceSpec {
  std::string name;
  std::string summary;
  std::vector<FieldSpec> fields;
  // Opens what the user named: a path, or "-" for standard input.
  std::function<Result<std::unique_ptr<Source>>(const std::string& input, const Settings&)> open;
};

struct RendererSpec {
  std::string name;
  std::string summary;
  std::vector<FieldSpec> fields;
  std::function<std::unique_ptr<Renderer>(const Settings&)> create;
};

struct WriterSpec {
  std::string name;
  std::string summary;
  std::vector<FieldSpec> fields;
  std::function<Result<std::unique_ptr<Writer>>(const std::string& output, const Settings&)> open;
};

}  // namespace medloom
