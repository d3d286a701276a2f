// One file, one page. The ending only suggests a content type; what the bytes are is found out by
// the stages. Files that are collections of pages are refused rather than taken for one page.
//
// A file is opened when its turn comes, so a thousand arguments need one descriptor. Opening never
// blocks; a FIFO that the user named, as a shell's <(command) does, is waited for while reading,
// where a signal is noticed.
//
// Tested by tests/io/sources_test.cc.
#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include "io/file_handle.h"
#include "io/paths.h"
#include "io/sources/read_bytes.h"
#include "io/sources/sources.h"

namespace medloom::sources {
namespace {

struct TypeOfEnding {
  std::string_view ending;
  std::string_view content_type;
};
constexpr std::array<TypeOfEnding, 6> kContentTypes = {{{".html", "text/html"},
                                                        {".htm", "text/html"},
                                                        {".xhtml", "application/xhtml+xml"},
                                                        {".txt", "text/plain"},
                                                        {".md", "text/markdown"},
                                                        {".markdown", "text/markdown"}}};

constexpr std::array<std::string_view, 7> kCollections = {".jsonl", ".ndjson", ".json", ".csv",
                                                          ".tsv",   ".warc",   ".zip"};

std::string content_type_of(const std::string& path) {
  const std::string ending = ending_of(path);
  for (const TypeOfEnding& known : kContentTypes) {
    if (known.ending == ending) return std::string(known.content_type);
  }
  return {};
}

bool is_collection(const std::string& path) {
  return std::find(kCollections.begin(), kCollections.end(), ending_of(path)) != kCollections.end();
}

class FileSource final : public Source {
 public:
  FileSource(Input input, const SourceContext& context)
      : input_(std::move(input)), context_(context) {}

  std::optional<SourceItem> next() override {
    if (done_) return std::nullopt;
    done_ = true;
    const FileHandle file(
        ::open(input_.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (!file) return BadInput{input_.place, "cannot be opened: " + system_message(errno)};
    Result<std::string> bytes = read_bytes(file.get(), context_.page_bytes, context_.stop);
    if (!bytes) {
      if (context_.stop != nullptr && *context_.stop) return std::nullopt;
      return BadInput{input_.place, bytes.error().message};
    }
    Page page;
    page.bytes = std::move(*bytes);
    page.name = input_.name;
    page.place = input_.place;
    page.content_type = content_type_of(input_.path);
    return page;
  }

 private:
  Input input_;
  const SourceContext& context_;
  bool done_ = false;
};

}  // namespace

SourceSpec file_source() {
  return {"file",
          "One page from a file: HTML, plain text or Markdown.",
          {},
          [](const Input& input) {
            return input.kind == Input::Kind::file && !is_collection(input.path);
          },
          [](const Input& input, const Settings&,
             const SourceContext& context) -> Result<std::unique_ptr<Source>> {
            return std::make_unique<FileSource>(input, context);
          }};
}

}  // namespace medloom::sources
