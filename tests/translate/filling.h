// A fill in a test: segments, an engine made of a function, and what became of them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "tests/dictionaries/translation/knowledge.h"
#include "tests/support/temp_folder.h"
#include "translate/fill.h"

namespace medloom::test {

using AnswerFunction = std::function<Result<void>(
    const std::vector<engines::EngineSegment>& segments, const engines::AnswerSink& give)>;

class FunctionEngine final : public engines::Engine {
 public:
  explicit FunctionEngine(AnswerFunction answer) : answer_(std::move(answer)) {}
  Result<void> translate(const std::vector<engines::EngineSegment>& segments,
                         const engines::AnswerSink& give) override {
    ++calls_;
    return answer_(segments, give);
  }
  std::uint64_t calls() const override { return calls_; }

 private:
  AnswerFunction answer_;
  std::uint64_t calls_ = 0;
};

inline engines::EngineSpec function_engine(const AnswerFunction& answer) {
  return {"function", "of a test", [](const engines::EngineOptions&) { return std::string("m"); },
          [](const engines::EngineOptions&) { return std::string("nowhere"); },
          [answer](const engines::EngineOptions&) -> Result<std::unique_ptr<engines::Engine>> {
            return std::make_unique<FunctionEngine>(answer);
          }};
}

inline std::vector<translation::WantedSegment> english(const std::vector<std::string>& texts) {
  std::vector<translation::WantedSegment> wanted;
  wanted.reserve(texts.size());
  for (const std::string& text : texts) wanted.push_back({text, "en"});
  return wanted;
}

// The good translation of a segment, or "REJECTED reason", or "-".
inline std::string in_memory(memory::TranslationMemory& memory, const std::string& segment) {
  std::string found = "-";
  const auto visited = memory.each({}, [&](const memory::MemoryEntry& entry) -> Result<void> {
    if (entry.key.segment == segment) {
      found = entry.rejected() ? "REJECTED " + entry.reason : entry.text;
    }
    return {};
  });
  EXPECT_TRUE(visited);
  return found;
}

}  // namespace medloom::test
