// Engine `libretranslate`: POST URL/translate with a batch of segments as HTML.
//
// {"q": ["…", "…"], "source": "en", "target": "es", "format": "html"} is answered by
// {"translatedText": ["…", "…"]}. A batch of the wrong length is nobody's answer: each segment is
// then asked for by itself.
//
// Tested by tests/translate/http_engines_test.cc.
#include <nlohmann/json.hpp>

#include "io/engines/http.h"

namespace medloom::engines {
namespace {

using Json = nlohmann::json;

class LibreTranslate final : public Engine {
 public:
  explicit LibreTranslate(EngineOptions options)
      : options_(std::move(options)), http_(options_), url_(options_.url + "/translate") {}

  Result<void> translate(const std::vector<EngineSegment>& segments,
                         const AnswerSink& give) override {
    auto answers = ask(segments);
    if (!answers) return tl::unexpected(answers.error());
    for (std::size_t i = 0; i < answers->size(); ++i) give(i, std::move((*answers)[i]));
    if (!answers->empty()) return {};
    for (std::size_t i = 0; i < segments.size(); ++i) {
      auto one = ask({segments[i]});
      if (!one) return tl::unexpected(one.error());
      give(i, one->empty() ? fail(ErrorCode::rejected, "no answer") : std::move(one->front()));
    }
    return {};
  }

  bool takes_html() const override { return true; }
  std::uint64_t calls() const override { return http_.calls(); }

 private:
  // No answers where the reply is not as it should be.
  Result<std::vector<EngineAnswer>> ask(const std::vector<EngineSegment>& segments) {
    Json texts = Json::array();
    for (const EngineSegment& segment : segments) texts.push_back(segment.text);
    Json body = {{"q", std::move(texts)},
                 {"source", options_.languages.from_short},
                 {"target", options_.languages.to_short},
                 {"format", "html"}};
    if (!options_.key.empty()) body["api_key"] = options_.key;
    const auto reply = http_.post(url_, "application/json",
                                  body.dump(-1, ' ', false, Json::error_handler_t::replace));
    if (!reply && reply.error().code == ErrorCode::rejected) {
      return std::vector<EngineAnswer>(segments.size(), tl::unexpected(reply.error()));
    }
    if (!reply) return tl::unexpected(reply.error());
    if (reply->status != 200) return tl::unexpected(refused(reply->status, url_));
    const Json answer = Json::parse(reply->body, nullptr, false);
    std::vector<EngineAnswer> answers;
    if (!answer.is_object() || !answer.contains("translatedText")) return answers;
    const Json& translated = answer["translatedText"];
    if (!translated.is_array() || translated.size() != segments.size()) return answers;
    for (const Json& text : translated) {
      if (!text.is_string()) return std::vector<EngineAnswer>();
      answers.emplace_back(text.get<std::string>());
    }
    return answers;
  }

  EngineOptions options_;
  HttpClient http_;
  std::string url_;
};

}  // namespace

EngineSpec libretranslate_engine() {
  return {"libretranslate", "a LibreTranslate server",
          [](const EngineOptions& options) {
            return options.languages.from_short + "-" + options.languages.to_short;
          },
          [](const EngineOptions& options) { return options.url + "/translate"; },
          [](const EngineOptions& options) -> Result<std::unique_ptr<Engine>> {
            if (auto good = check_address(options.url); !good) return tl::unexpected(good.error());
            return std::make_unique<LibreTranslate>(options);
          }};
}

}  // namespace medloom::engines
