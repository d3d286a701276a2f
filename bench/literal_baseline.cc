// Matches come by their ends; sorted by start and length, they are gone through once.
#include "bench/literal_baseline.h"

#include <hs/hs.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace medloom::bench {

struct LiteralBaseline::Engine {
  struct Match {
    std::uint32_t from, to;
  };
  std::vector<std::uint32_t> lengths;
  std::vector<Match> matches;
  hs_database_t* database = nullptr;
  hs_scratch_t* scratch = nullptr;

  static int note(unsigned id, unsigned long long /*from*/, unsigned long long to,
                  unsigned /*flags*/, void* context) {
    auto* engine = static_cast<Engine*>(context);
    const auto end = static_cast<std::uint32_t>(to);
    engine->matches.push_back({end - engine->lengths[id], end});
    return 0;
  }
};

LiteralBaseline::LiteralBaseline(const std::vector<std::string>& terms)
    : engine_(std::make_unique<Engine>()) {
  std::vector<const char*> texts;
  std::vector<std::size_t> sizes;
  std::vector<unsigned> flags(terms.size(), 0);
  std::vector<unsigned> ids;
  for (const std::string& term : terms) {
    ids.push_back(static_cast<unsigned>(ids.size()));
    texts.push_back(term.c_str());
    sizes.push_back(term.size());
    engine_->lengths.push_back(static_cast<std::uint32_t>(term.size()));
  }
  hs_compile_error_t* error = nullptr;
  const bool compiled = hs_compile_lit_multi(texts.data(), flags.data(), ids.data(), sizes.data(),
                                             static_cast<unsigned>(terms.size()), HS_MODE_BLOCK,
                                             nullptr, &engine_->database, &error) == HS_SUCCESS;
  if (!compiled || hs_alloc_scratch(engine_->database, &engine_->scratch) != HS_SUCCESS) {
    std::fputs("the literal engine refuses the terms\n", stderr);
    std::abort();
  }
}

LiteralBaseline::~LiteralBaseline() {
  hs_free_scratch(engine_->scratch);
  hs_free_database(engine_->database);
}

std::size_t LiteralBaseline::count(std::string_view text) {
  auto& matches = engine_->matches;
  matches.clear();
  hs_scan(engine_->database, text.data(), static_cast<unsigned>(text.size()), 0, engine_->scratch,
          Engine::note, engine_.get());
  std::sort(matches.begin(), matches.end(), [](const auto& a, const auto& b) {
    return a.from != b.from ? a.from < b.from : a.to > b.to;
  });
  std::size_t taken = 0;
  std::uint32_t end = 0;
  for (const auto& match : matches) {
    if (match.from < end) continue;
    end = match.to;
    ++taken;
  }
  return taken;
}

}  // namespace medloom::bench
