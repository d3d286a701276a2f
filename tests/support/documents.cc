#include "tests/support/documents.h"

namespace medloom::test {

Document document_of_lines(std::string_view text) {
  auto page = std::make_shared<Page>();
  page->bytes = text;
  page->name = page->place = "test.txt";
  Document document(page);
  DocumentEditor editor(document, std::string(kBuilder));
  editor.set_text(std::string(text), {"", "utf-8", "test", 0});
  bool gap = true;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    if (to > from) {
      Block block;
      block.gap_before = gap;
      block.text.append_copied(text.substr(from, to - from), static_cast<std::uint32_t>(from));
      editor.add_block(std::move(block));
    }
    gap = to == from;
    from = to + 1;
  }
  return document;
}

Document document_of_block(std::string_view text) {
  auto page = std::make_shared<Page>();
  page->bytes = text;
  Document document(page);
  DocumentEditor editor(document, std::string(kBuilder));
  editor.set_text(std::string(text), {"", "utf-8", "test", 0});
  Block block;
  block.text.append_copied(text, 0);
  editor.add_block(std::move(block));
  return document;
}

std::vector<std::string> texts_of_blocks(const Document& document) {
  std::vector<std::string> texts;
  for (const Block& block : document.blocks()) {
    const std::string mark = block.mark.empty() ? "" : block.mark.str() + "|";
    texts.push_back(mark + block.text.str());
  }
  return texts;
}

}  // namespace medloom::test
