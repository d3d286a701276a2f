// A translation engine: segments in, translations out. One file an engine.
//
// An engine promises nothing: what it answers is examined by whoever asks. What it cannot answer is
// an error of that segment (`rejected`); that it cannot be reached, or does not want us, is an
// error that ends the work (`input`, `usage`). Engines keep no text and log none.
// Thread-safety: an engine belongs to one thread; make one for each.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/model/result.h"

namespace medloom::engines {

struct EngineSegment {
  std::string text;
  // Terms of the segment and their approved words, for engines that take a glossary.
  std::vector<std::pair<std::string, std::string>> glossary = {};
};

using EngineAnswer = Result<std::string>;
// Takes the answer to the segment of that place, once, as soon as it is there: what an engine said
// before it died is not lost.
using AnswerSink = std::function<void(std::size_t place, EngineAnswer answer)>;

class Engine {
 public:
  virtual ~Engine() = default;
  // Gives an answer for each segment, in any order, or ends with an error behind those it gave.
  virtual Result<void> translate(const std::vector<EngineSegment>& segments,
                                 const AnswerSink& give) = 0;
  // Whether tokens go as spans of HTML, and the text around them escaped.
  virtual bool takes_html() const { return false; }
  // Requests made so far, those tried again included.
  virtual std::uint64_t calls() const = 0;
};

// An engine that is asked for one segment at a time. One that cannot be answered is told, and the
// others are asked all the same.
class OneByOneEngine : public Engine {
 public:
  Result<void> translate(const std::vector<EngineSegment>& segments,
                         const AnswerSink& give) override {
    for (std::size_t i = 0; i < segments.size(); ++i) {
      EngineAnswer answer = one(segments[i]);
      if (!answer && answer.error().code != ErrorCode::rejected) {
        return tl::unexpected(answer.error());
      }
      give(i, std::move(answer));
    }
    return {};
  }

 private:
  virtual EngineAnswer one(const EngineSegment& segment) = 0;
};

// The languages of a fill as engines may call them.
struct EnginePair {
  std::string from_iso3, from_short, from_name;  // "eng", "en", "English"
  std::string to_iso3, to_short, to_name;
};

struct EngineOptions {
  EnginePair languages;
  std::string command;  // of `command`: as a shell reads it
  std::string url;      // of the others
  std::string model;    // of `openai`
  std::string key;      // from the environment; never shown
  bool allow_network = false;
  long timeout_seconds = 60;
  int retries = 4;                     // on 429 and 5xx
  long first_wait_milliseconds = 500;  // doubled each time
  const std::atomic<bool>* stop = nullptr;
};

struct EngineSpec {
  std::string name;
  std::string summary;
  // What memories call the model: "eng-spa", "qwen2.5:7b".
  std::function<std::string(const EngineOptions&)> model;
  // Where text would go, for a person: "http://127.0.0.1:2737/translate".
  std::function<std::string(const EngineOptions&)> address;
  std::function<Result<std::unique_ptr<Engine>>(const EngineOptions&)> open;
};

// All engines, in the order of the documentation.
const std::vector<EngineSpec>& all_engines();
const EngineSpec* engine_named(const std::string& name);

EngineSpec command_engine();
EngineSpec apertium_apy_engine();
EngineSpec libretranslate_engine();
EngineSpec openai_engine();

}  // namespace medloom::engines
