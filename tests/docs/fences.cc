#include "tests/docs/fences.h"

#include <sstream>
#include <string_view>

namespace medloom::test {
namespace {

constexpr std::string_view kAnything = "…";
constexpr std::string_view kRunFirst = "<!-- run first:";

// Pieces between ellipses, each as early as it stands; the last at the end.
bool line_as_promised(std::string_view expected, std::string_view actual) {
  std::size_t gap = expected.find(kAnything);
  if (gap == std::string_view::npos) return expected == actual;
  if (!actual.starts_with(expected.substr(0, gap))) return false;
  actual.remove_prefix(gap);
  expected.remove_prefix(gap + kAnything.size());
  while ((gap = expected.find(kAnything)) != std::string_view::npos) {
    const std::size_t at = actual.find(expected.substr(0, gap));
    if (at == std::string_view::npos) return false;
    actual.remove_prefix(at + gap);
    expected.remove_prefix(gap + kAnything.size());
  }
  return actual.ends_with(expected);
}

void read_console(const std::vector<std::string>& lines, std::size_t first_line, DocPage& page) {
  bool goes_on = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string& line = lines[i];
    if (line.starts_with("$ ")) {
      page.typed.push_back({first_line + i, line.substr(2), true, {}});
    } else if (page.typed.empty() || page.typed.back().line < first_line) {
      page.faults.push_back(first_line + i);
      return;
    } else if (goes_on) {
      page.typed.back().script += "\n" + line;
    } else {
      page.typed.back().expected.push_back(line);
    }
    goes_on = (goes_on || line.starts_with("$ ")) && line.ends_with("\\");
  }
}

}  // namespace

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    lines.push_back(line);
  }
  return lines;
}

DocPage read_page(const std::string& markdown) {
  DocPage page;
  std::vector<std::string> inside;
  std::string language;
  std::size_t begin = 0;  // of an open fence
  std::size_t number = 0;
  for (const std::string& line : lines_of(markdown)) {
    ++number;
    if (begin == 0 && line.starts_with(kRunFirst)) {
      const std::size_t end = line.rfind("-->");
      if (end == std::string::npos) page.faults.push_back(number);
      page.typed.push_back(
          {number, line.substr(kRunFirst.size(), end - kRunFirst.size()), false, {}});
    } else if (begin == 0 && line.starts_with("```")) {
      begin = number;
      language = line.substr(3);
      inside.clear();
      if (language.empty()) page.faults.push_back(number);
    } else if (begin != 0 && line == "```") {
      std::string script;
      for (const std::string& typed : inside) script += typed + "\n";
      if (language == "sh") page.typed.push_back({begin + 1, "set -e\n" + script, false, {}});
      if (language == "console") read_console(inside, begin + 1, page);
      begin = 0;
    } else {
      inside.push_back(line);
    }
  }
  if (begin != 0) page.faults.push_back(begin);
  return page;
}

// fits[j]: the promises so far can end before line j.
bool as_promised(const std::vector<std::string>& expected, std::vector<std::string> actual) {
  while (!actual.empty() && actual.back().empty()) actual.pop_back();
  std::vector<bool> fits(actual.size() + 1, false);
  fits[0] = true;
  for (const std::string& promise : expected) {
    std::vector<bool> next(actual.size() + 1, false);
    const std::size_t text = promise.find_first_not_of(' ');
    const bool any_lines = text != std::string::npos && promise.substr(text) == kAnything;
    for (std::size_t j = 0; j <= actual.size(); ++j) {
      if (any_lines) {
        next[j] = fits[j] || (j > 0 && next[j - 1]);
      } else {
        next[j] = j > 0 && fits[j - 1] && line_as_promised(promise, actual[j - 1]);
      }
    }
    fits = next;
  }
  return fits.back();
}

}  // namespace medloom::test
