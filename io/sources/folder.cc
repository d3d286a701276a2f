// The pages of a folder and of the folders in it; folder_walk.h says which, and in which order.
// What is in a file is read by whichever source accepts it. The file itself is opened where it
// really is and without following a link, so that none which is put there meanwhile is followed.
//
// Tested by tests/io/folder_test.cc.
#include <fcntl.h>

#include "io/sources/folder_walk.h"
#include "io/sources/open_file.h"
#include "io/sources/sources.h"

namespace medloom::sources {
namespace {

class FolderSource final : public Source {
 public:
  FolderSource(Input root, std::vector<std::string> endings, FolderWalk::LinksOut links_out,
               const SourceContext& context)
      : walk_(std::move(root), std::move(endings), links_out, context), context_(context) {}

  std::optional<SourceItem> next() override {
    while (true) {
      if (current_) {
        if (auto item = current_->next()) return item;
        current_.reset();
      }
      auto found = walk_.next();
      if (!found) return std::nullopt;
      if (BadInput* bad = std::get_if<BadInput>(&*found)) return std::move(*bad);
      const Input& file = std::get<Input>(*found);
      Result<std::unique_ptr<Source>> opened =
          open_file(file, walk_.real_path(), O_NOFOLLOW, context_);
      if (!opened) return BadInput{file.place, opened.error().message};
      current_ = std::move(*opened);
    }
  }

 private:
  FolderWalk walk_;
  const SourceContext& context_;
  std::unique_ptr<Source> current_;
};

}  // namespace

SourceSpec folder_source() {
  return {"folder",
          "The pages of a folder and all folders in it, sorted by path; hidden ones are left out.",
          {{"endings", FieldType::text_list,
            ".html, .htm, .xhtml, .txt, .md, .jsonl, .ndjson, .csv, .warc",
            "Files with other endings are passed over; .gz and .zst may stand behind them."},
           {"links_out", FieldType::boolean, "false",
            "Whether symbolic links that lead out of the folder are followed."}},
          [](const Input& input) { return input.kind == Input::Kind::folder; },
          [](const Input& input, const Settings& settings,
             const SourceContext& context) -> Result<std::unique_ptr<Source>> {
            const auto links_out = settings.boolean("links_out") ? FolderWalk::LinksOut::followed
                                                                 : FolderWalk::LinksOut::refused;
            return std::make_unique<FolderSource>(input, page_endings(settings), links_out,
                                                  context);
          }};
}

}  // namespace medloom::sources
