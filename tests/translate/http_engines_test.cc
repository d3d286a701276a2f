// The adapters of HTTP engines against a server that speaks their protocols, well and badly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "io/engines/engine.h"
#include "io/engines/http.h"
#include "tests/translate/engine_server.h"

namespace medloom::engines {
namespace {

using Json = nlohmann::json;
using test::EngineReply;
using test::EngineRequest;
using test::EngineServer;
using testing::HasSubstr;

EngineOptions options_for(const std::string& url) {
  EngineOptions options;
  options.languages = {"eng", "en", "English", "spa", "es", "Spanish"};
  options.url = url;
  options.model = "small";
  options.timeout_seconds = 2;
  options.retries = 2;
  options.first_wait_milliseconds = 5;
  return options;
}

struct Answers {
  std::vector<std::string> texts;
  std::string error;
};

Answers ask(const std::string& engine, const EngineOptions& options,
            const std::vector<std::string>& texts) {
  Answers answers{std::vector<std::string>(texts.size(), "-"), ""};
  auto opened = engine_named(engine)->open(options);
  if (!opened) return {{}, to_string(opened.error())};
  std::vector<EngineSegment> segments;
  for (const std::string& text : texts) segments.push_back({text});
  const auto done = (*opened)->translate(segments, [&](std::size_t i, EngineAnswer answer) {
    EXPECT_EQ(answers.texts[i], "-") << "answered twice";
    answers.texts[i] = answer ? *answer : "(" + answer.error().message + ")";
  });
  if (!done) answers.error = to_string(done.error());
  return answers;
}

Json chat(const std::string& content, const std::string& finish = "stop") {
  return {{"choices", {{{"message", {{"content", content}}}, {"finish_reason", finish}}}}};
}

TEST(OpenAi, AsksWithAGlossaryAndReadsTheJson) {
  EngineRequest seen;
  const EngineServer server([&](const EngineRequest& request) {
    seen = request;
    return EngineReply{200, chat(R"({"translation": "Descanse."})").dump()};
  });
  EngineOptions options = options_for(server.url() + "/v1");
  options.key = "secret-key";
  EXPECT_EQ(ask("openai", options, {"Rest."}).texts, std::vector<std::string>{"Descanse."});
  EXPECT_EQ(seen.path, "/v1/chat/completions");
  EXPECT_THAT(seen.head, HasSubstr("Authorization: Bearer secret-key"));
  EXPECT_EQ(seen.body.find("secret-key"), std::string::npos);
  const Json body = Json::parse(seen.body);
  EXPECT_EQ(body["temperature"], 0);
  EXPECT_EQ(body["model"], "small");
  EXPECT_EQ(Json::parse(body["messages"][1]["content"].get<std::string>())["text"], "Rest.");
}

TEST(OpenAi, BadAnswersAreNoAnswers) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"", "(no answer)"},
      {"not JSON", "(no answer)"},
      {"[]", "(no answer)"},
      {R"({"choices": []})", "(no answer)"},
      {R"({"choices": [{"message": {"content": null}}]})", "(no answer)"},
      {chat("Descanse.").dump(), "(answer is not the JSON asked for)"},
      {chat("{\"translation\": 5}").dump(), "(answer is not the JSON asked for)"},
      {chat("{\"translation\": \"Desc").dump(), "(answer is not the JSON asked for)"},
      {chat("{\"translation\": \"x\"}", "length").dump(), "(answer cut off)"},
      {std::string(9 << 20, ' '), "(answer too large)"},
  };
  for (const auto& [body, text] : cases) {
    const EngineServer server([&](const EngineRequest&) { return EngineReply{200, body}; });
    const Answers answers = ask("openai", options_for(server.url()), {"Rest."});
    EXPECT_EQ(answers.error, "") << body.substr(0, 80);
    EXPECT_EQ(answers.texts.front(), text) << body.substr(0, 80);
  }
  const EngineServer cut([](const EngineRequest&) {
    return EngineReply{200, chat("{\"translation\": \"x\"}").dump(), true};
  });
  EXPECT_EQ(ask("openai", options_for(cut.url()), {"Rest."}).texts.front(), "(answer cut off)");
}

TEST(LibreTranslate, TakesBatchesAsHtml) {
  EngineRequest seen;
  const EngineServer server([&](const EngineRequest& request) {
    seen = request;
    return EngineReply{200, R"({"translatedText": ["uno", "dos"]})"};
  });
  EXPECT_EQ(ask("libretranslate", options_for(server.url()), {"one", "two"}).texts,
            (std::vector<std::string>{"uno", "dos"}));
  const Json body = Json::parse(seen.body);
  EXPECT_EQ(body["format"], "html");
  EXPECT_EQ(body["source"], "en");
  EXPECT_EQ(body["target"], "es");
  EXPECT_EQ(body["q"].size(), 2U);
  EXPECT_FALSE(body.contains("api_key"));
}

TEST(LibreTranslate, ABatchOfTheWrongLengthIsAskedForOneByOne) {
  const EngineServer server([](const EngineRequest& request) {
    const Json q = Json::parse(request.body)["q"];
    if (q.size() > 1) return EngineReply{200, R"({"translatedText": ["only one"]})"};
    if (q[0] == "bad") return EngineReply{200, R"({"translatedText": "no list"})"};
    return EngineReply{200, R"({"translatedText": ["bien"]})"};
  });
  EXPECT_EQ(ask("libretranslate", options_for(server.url()), {"good", "bad"}).texts,
            (std::vector<std::string>{"bien", "(no answer)"}));
}

TEST(ApertiumApy, AsksForAPairWithoutMarks) {
  EngineRequest seen;
  const EngineServer server([&](const EngineRequest& request) {
    seen = request;
    return EngineReply{200,
                       R"({"responseData": {"translatedText": "No & sí"}, "responseStatus": 200})"};
  });
  EXPECT_EQ(ask("apertium-apy", options_for(server.url()), {"No & yes"}).texts.front(), "No & sí");
  EXPECT_EQ(seen.path, "/translate");
  EXPECT_EQ(seen.body, "langpair=eng%7Cspa&markUnknown=no&format=txt&q=No%20%26%20yes");
}

TEST(HttpEngines, TryAgainOn429AndOn5xxAlone) {
  for (const std::string engine : {"apertium-apy", "libretranslate", "openai"}) {
    for (const int status : {429, 500, 503}) {
      int count = 0;
      const EngineServer server([&](const EngineRequest&) {
        if (++count < 3) return EngineReply{status, ""};
        if (engine == "openai") return EngineReply{200, chat("{\"translation\":\"x\"}").dump()};
        if (engine == "libretranslate") return EngineReply{200, R"({"translatedText": ["x"]})"};
        return EngineReply{200, R"({"responseData": {"translatedText": "x"}})"};
      });
      EXPECT_EQ(ask(engine, options_for(server.url()), {"Rest."}).texts.front(), "x") << engine;
      EXPECT_EQ(server.requests(), 3);
    }
    for (const int status : {301, 400, 401, 403, 404}) {
      const EngineServer server([&](const EngineRequest&) { return EngineReply{status, "{}"}; });
      const Answers answers = ask(engine, options_for(server.url()), {"Rest.", "Eat."});
      EXPECT_THAT(answers.error, HasSubstr("answers " + std::to_string(status))) << engine;
      EXPECT_EQ(server.requests(), 1) << engine << " must not try again";
    }
    const EngineServer busy([](const EngineRequest&) { return EngineReply{429, ""}; });
    EXPECT_THAT(ask(engine, options_for(busy.url()), {"Rest."}).error,
                HasSubstr("keeps answering 429, after 3 attempts"));
    EXPECT_EQ(busy.requests(), 3);
  }
}

TEST(HttpEngines, ASlowEngineIsDeadTheThirdTime) {
  const EngineServer server([](const EngineRequest&) {
    return EngineReply{200, "{}", false, 1600};
  });
  EngineOptions options = options_for(server.url());
  options.timeout_seconds = 1;
  const Answers answers = ask("openai", options, {"a b", "c d", "e f", "g h"});
  EXPECT_EQ(answers.texts[0], "(no answer in time)");
  EXPECT_EQ(answers.texts[1], "(no answer in time)");
  EXPECT_EQ(answers.texts[2], "-");
  EXPECT_THAT(answers.error, HasSubstr("3 times in a row"));
}

TEST(HttpEngines, GoToThisMachineAlone) {
  for (const std::string url : {"http://192.0.2.1:9", "http://[2001:db8::1]:9"}) {
    const Answers answers = ask("openai", options_for(url), {"Rest."});
    EXPECT_THAT(answers.error, HasSubstr("--allow-network")) << url;
  }
  EXPECT_NE(ask("openai", options_for("http://127.0.0.1:1"), {"Rest."}).error, "");
  for (const std::string url : {"", "nonsense", "file:///etc/hosts", "http://a:b@127.0.0.1",
                                "http://a@127.0.0.1", "ftp://127.0.0.1"}) {
    EXPECT_FALSE(check_address(url)) << url;
  }
  EXPECT_TRUE(check_address("http://127.0.0.1:5000"));
  EXPECT_TRUE(check_address("https://mt.example.org/base"));
}

}  // namespace
}  // namespace medloom::engines
