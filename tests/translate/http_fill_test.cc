// Fills through the HTTP engines from servers that misbehave: what may be shown afterwards is
// right, and the rest is told with its reason.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/translate/engine_server.h"
#include "tests/translate/filling.h"

namespace medloom::translation {
namespace {

using Json = nlohmann::json;
using memory::TranslationMemory;
using test::EngineReply;
using test::EngineRequest;
using test::EngineServer;

constexpr std::array<const char*, 3> kEngines = {"apertium-apy", "libretranslate", "openai"};

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
    i += 2;
  }
  return out;
}

// The server's side of a protocol: the one text asked for, and the answer that holds another.
std::string asked_text(const std::string& engine, const EngineRequest& request) {
  if (engine == "apertium-apy") {
    return percent_decoded(std::string_view(request.body).substr(request.body.find("&q=") + 3));
  }
  const Json body = Json::parse(request.body);
  if (engine == "libretranslate") return body["q"][0];
  return Json::parse(body["messages"][1]["content"].get<std::string>())["text"];
}

std::string answer_with(const std::string& engine, const std::string& text) {
  if (engine == "apertium-apy") {
    return Json{{"responseData", {{"translatedText", text}}}, {"responseStatus", 200}}.dump();
  }
  if (engine == "libretranslate") return Json{{"translatedText", {text}}}.dump();
  const std::string content = Json{{"translation", text}}.dump();
  return Json{{"choices", {{{"message", {{"content", content}}}, {"finish_reason", "stop"}}}}}
      .dump();
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
    text.replace(at, from.size(), to);
    at += to.size();
  }
  return text;
}

using Behaviour = std::function<std::string(const std::string& asked)>;

struct Told {
  std::string in_memory;
  Filled filled;
};

Told told(const std::string& engine, const std::string& segment,
          const std::function<EngineReply(const EngineRequest&)>& handler) {
  const test::TempFolder folder;
  auto memory = TranslationMemory::open(folder.path("a.tm"), TranslationMemory::Mode::write);
  const EngineServer server(handler);
  FillOptions options;
  options.to = "es";
  options.engine = engines::engine_named(engine);
  options.engine_options.url = server.url();
  options.engine_options.model = "small";
  options.engine_options.timeout_seconds = 1;
  options.engine_options.retries = 1;
  options.engine_options.first_wait_milliseconds = 5;
  options.jobs = 1;
  options.batch = 1;
  Told result;
  result.filled = fill_memory(test::english({segment}), *memory, test::knowledge(), options);
  result.in_memory = test::in_memory(*memory, segment);
  return result;
}

TEST(HttpFill, WhatAnEngineDoesWrongIsNeverShown) {
  struct Case {
    const char* name;
    Behaviour answer;
    std::string in_memory;
  };
  const std::string source = "Do not take more than 5 mg daily.";
  const std::vector<Case> cases = {
      {"right",
       [](const auto& asked) {
         return replaced(replaced(asked, "Do not take more than", "No tome más de"), "daily",
                         "al día");
       },
       "No tome más de 5 mg al día."},
      {"echo", [](const auto& asked) { return asked; }, "REJECTED negation lost"},
      {"echo of most",
       [](const auto& asked) { return "No " + replaced(asked, "Do not take", "take"); },
       "REJECTED echo of the source"},
      {"loop",
       [](const auto& asked) {
         const std::size_t token = asked.find("ZQ1Z");
         const std::string kept = token == std::string::npos ? "5 mg" : "ZQ1Z";
         return "No tome " + kept + " tome tome tome tome tome tome tome.";
       },
       "REJECTED a loop"},
      {"drops tokens, and the figure with them",
       [](const auto&) { return std::string("No tome más de eso al día."); },
       "REJECTED tokens lost, then numbers differ"},
      {"drops tokens, and is right without them",
       [](const auto& asked) {
         return std::string(asked.find("ZQ1Z") != std::string::npos
                                ? "No tome más."
                                : "No tome más de 5 mg al día.");
       },
       "No tome más de 5 mg al día."},
      {"doubles a token",
       [](const auto& asked) { return "No tome " + replaced(asked, "ZQ1Z", "ZQ1Z o ZQ1Z"); },
       "REJECTED tokens lost, then echo of the source"},
      {"invents a token",
       [](const auto&) { return std::string("No tome más de ZQ1Z o ZQ2Z al día."); },
       "REJECTED tokens lost, then numbers differ"},
      {"another figure", [](const auto&) { return std::string("No tome más de 50 mg al día."); },
       "REJECTED tokens lost, then numbers differ"},
      {"a figure more",
       [](const auto& asked) {
         return std::string(asked.find("ZQ1Z") != std::string::npos
                                ? "No tome ZQ1Z ni 50 mg al día."
                                : "No tome 5 mg ni 50 mg.");
       },
       "REJECTED numbers differ"},
      {"no negation",
       [](const auto& asked) {
         return std::string(asked.find("ZQ1Z") != std::string::npos ? "Tome más de ZQ1Z al día."
                                                                    : "Tome más de 5 mg al día.");
       },
       "REJECTED negation lost"},
      {"a note",
       [](const auto& asked) {
         return replaced("No tome más de 5 mg al día. (Nota: una dosis)", "5 mg",
                         asked.find("ZQ1Z") != std::string::npos ? "ZQ1Z" : "5 mg");
       },
       "REJECTED a translator's note"},
      {"nothing", [](const auto&) { return std::string(); }, "REJECTED tokens lost, then no words"},
  };
  for (const std::string engine : kEngines) {
    for (const Case& c : cases) {
      const Told result = told(engine, source, [&](const EngineRequest& request) {
        return EngineReply{200, answer_with(engine, c.answer(asked_text(engine, request)))};
      });
      EXPECT_TRUE(result.filled.end) << engine << ": " << c.name;
      EXPECT_EQ(result.in_memory, c.in_memory) << engine << ": " << c.name;
    }
  }
}

// Slow, cut, wrong and refused answers are no verdict on a segment: nothing is stored.
TEST(HttpFill, NoAnswerStoresNothing) {
  struct Case {
    const char* name;
    EngineReply reply;
    bool ends;  // the fill, with an error
  };
  const std::vector<Case> cases = {
      {"slow", {200, "{}", false, 1300}, false},
      {"no JSON", {200, "<html>busy</html>"}, false},
      {"other JSON", {200, R"({"translation": []})"}, false},
      {"cut", {200, answer_with("libretranslate", "No tome más de ZQ1Z al día."), true}, false},
      {"429", {429, ""}, true},
      {"500", {500, ""}, true},
      {"401", {401, "{}"}, true},
  };
  for (const std::string engine : kEngines) {
    for (const Case& c : cases) {
      const Told result = told(engine, "Do not take more than 5 mg daily.",
                               [&](const EngineRequest&) { return c.reply; });
      EXPECT_EQ(result.filled.end.has_value(), !c.ends) << engine << ": " << c.name;
      EXPECT_EQ(result.in_memory, "-") << engine << ": " << c.name;
    }
  }
}

}  // namespace
}  // namespace medloom::translation
