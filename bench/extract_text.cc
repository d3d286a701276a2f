// The main text of pages, one block a line, for scoring against texts that people made: what
// `extract` and `structure` leave as text, or with --extract what `extract` alone does not call
// navigation. Left out are marks that only a browser shows, and the title: it is a field of its
// own, in our records as in theirs, and so are bylines.
//
//   extract_text [--extract] < PAGE > TEXT
//   extract_text [--extract] FOLDER PAGE…     writes FOLDER/NAME.txt for each page
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <medloom_source_dir.h>

#include "pipeline/engine/stage.h"
#include "stages/stages.h"

namespace medloom::bench {
namespace {

bool is_text(const Block& block) {
  if (block.dropped) return false;
  switch (block.role) {
    case Role::title:
    case Role::asker:
    case Role::responder:
    case Role::byline:
    case Role::caption:
    case Role::disclaimer:
    case Role::marker:
    case Role::navigation:
    case Role::advert:
    case Role::teaser:
    case Role::topic:
    case Role::noise:
      return false;
    default:
      return true;
  }
}

class MainText {
 public:
  explicit MainText(bool extract_alone)
      : structure_(extract_alone ? nullptr : made(stages::structure_stage())) {}

  std::string of(std::string bytes) const {
    Document document(
        std::make_shared<const Page>(Page{std::move(bytes), "page.html", "page.html", "", "", ""}));
    Trace trace;
    if (!decode_->run(document, trace) || !extract_->run(document, trace)) return {};
    if (structure_ != nullptr && !structure_->run(document, trace)) return {};
    std::string text;
    bool has_title = false;
    for (const Block& block : document.blocks()) {
      if (!is_text(block)) continue;
      const bool is_title = block.kind == BlockKind::heading && block.level == 1;
      if (is_title && !std::exchange(has_title, true)) continue;
      const auto in_page = [](const Run& run) { return run.kind == RunKind::copied; };
      if (std::ranges::any_of(block.mark.runs(), in_page)) text += block.mark.str() + " ";
      text += block.text.str() + "\n";
    }
    return text;
  }

 private:
  static std::unique_ptr<Stage> made(const StageSpec& spec) {
    Problems problems;
    const DataFiles data{std::filesystem::path(MEDLOOM_SOURCE_DIR)};
    StageContext context(data, {}, problems);
    return spec.create(read_settings(spec.fields, std::vector<std::string>{}, spec.name, problems),
                       context);
  }

  std::unique_ptr<Stage> decode_ = made(stages::decode_stage());
  std::unique_ptr<Stage> extract_ = made(stages::extract_stage());
  std::unique_ptr<Stage> structure_;
};

std::string read(std::istream& in) { return {std::istreambuf_iterator<char>(in), {}}; }

int run(std::span<char*> arguments) {
  const bool extract_alone =
      !arguments.empty() && std::string_view(arguments.front()) == "--extract";
  if (extract_alone) arguments = arguments.subspan(1);
  const MainText main_text(extract_alone);
  if (arguments.empty()) {
    std::cout << main_text.of(read(std::cin));
    return 0;
  }
  const std::filesystem::path folder = arguments.front();
  for (const std::filesystem::path page : arguments.subspan(1)) {
    std::ifstream in(page, std::ios::binary);
    std::ofstream(folder / page.stem().concat(".txt"), std::ios::binary) << main_text.of(read(in));
  }
  return 0;
}

}  // namespace
}  // namespace medloom::bench

int main(int argc, char** argv) {
  return medloom::bench::run(std::span(argv, static_cast<std::size_t>(argc)).subspan(1));
}
