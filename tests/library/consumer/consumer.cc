// Prints a page's questions and what was changed in it: docs/embedding.md shows this program.
#include <fstream>
#include <iostream>
#include <iterator>

#include <medloom/pipeline.h>

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: consumer PAGE\n";
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  medloom::api::Page page;
  page.bytes.assign(std::istreambuf_iterator<char>(file), {});
  page.name = argv[1];

  std::vector<medloom::api::Problem> problems;
  const auto pipeline = medloom::api::Pipeline::load({}, problems);
  for (const auto& problem : problems)
    std::cerr << problem.where << ": " << problem.message << '\n';
  if (!pipeline) return 2;

  const auto outcome = pipeline->process(page);
  if (const auto* reject = outcome.reject()) {
    std::cerr << page.name << ": " << reject->stage << ": " << reject->reason << '\n';
    return 1;
  }
  const medloom::api::Record& record = *outcome.record();
  std::cout << record.kind << ", " << record.language << ", medloom " << medloom::api::version()
            << '\n';
  for (const auto& question : record.questions) {
    std::cout << "question: " << question.name << '\n';
    for (const auto& answer : question.answers) {
      std::cout << "  answer by " << (answer.author ? answer.author->name : "nobody named") << ", "
                << answer.text.size() << " bytes\n";
    }
  }
  for (const auto& change : record.changes) {
    std::cout << "changed: '" << change.before << "' to '" << change.after << "', by "
              << change.stage << ' ' << change.rule << ' ' << change.dictionary << '\n';
  }
}
