// What a page of documentation tells its reader to type, and what it says will come.
//
//   ```sh        a script: it must succeed, whatever it prints
//   ```console   lines that begin with "$ " are typed, the lines below are all that must come
//   <!-- run first: … -->   a script that the reader does not see: makes the files that a page
//   needs
//
// A line "…" stands for any lines, "…" within a line for anything in it. Other languages (text,
// toml, json) are to look at; a fence without one is a fault, as nobody can tell whether it is
// tried.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace medloom::test {

struct Typed {
  std::size_t line = 0;  // in the page, counted from 1
  std::string script;
  bool compared = false;              // console: what comes is compared
  std::vector<std::string> expected;  // lines
};

struct DocPage {
  std::vector<Typed> typed;         // in order
  std::vector<std::size_t> faults;  // lines of fences that say no language, or do not end
};

DocPage read_page(const std::string& markdown);

std::vector<std::string> lines_of(const std::string& text);

// Whether these lines are those that the page promises; empty ones at the end do not count.
bool as_promised(const std::vector<std::string>& expected, std::vector<std::string> actual);

}  // namespace medloom::test
