// Engine `apertium-apy`: the HTTP service of Apertium, one request a segment.
//
// POST URL/translate with langpair=eng|spa, q, markUnknown=no, format=txt; the answer is
// {"responseData": {"translatedText": "…"}, "responseStatus": 200}.
//
// Tested by tests/translate/http_engines_test.cc and apertium_test.cc.
#include <nlohmann/json.hpp>

#include "io/engines/http.h"

namespace medloom::engines {
namespace {

using Json = nlohmann::json;

class ApertiumApy final : public OneByOneEngine {
 public:
  explicit ApertiumApy(const EngineOptions& options)
      : http_(options),
        url_(options.url + "/translate"),
        pair_(options.languages.from_iso3 + "|" + options.languages.to_iso3) {}

  std::uint64_t calls() const override { return http_.calls(); }

 private:
  EngineAnswer one(const EngineSegment& segment) override {
    const auto reply = http_.post(
        url_, "application/x-www-form-urlencoded",
        HttpClient::form(
            {{"langpair", pair_}, {"markUnknown", "no"}, {"format", "txt"}, {"q", segment.text}}));
    if (!reply) return tl::unexpected(reply.error());
    if (reply->status != 200) return tl::unexpected(refused(reply->status, url_));
    const Json answer = Json::parse(reply->body, nullptr, false);
    const auto at = Json::json_pointer("/responseData/translatedText");
    if (!answer.is_object() || !answer.contains(at) || !answer[at].is_string()) {
      return fail(ErrorCode::rejected, "no answer");
    }
    return answer[at].get<std::string>();
  }

  HttpClient http_;
  std::string url_;
  std::string pair_;
};

}  // namespace

EngineSpec apertium_apy_engine() {
  return {"apertium-apy", "the web service of Apertium",
          [](const EngineOptions& options) {
            return options.languages.from_iso3 + "-" + options.languages.to_iso3;
          },
          [](const EngineOptions& options) { return options.url + "/translate"; },
          [](const EngineOptions& options) -> Result<std::unique_ptr<Engine>> {
            if (auto good = check_address(options.url); !good) return tl::unexpected(good.error());
            return std::make_unique<ApertiumApy>(options);
          }};
}

}  // namespace medloom::engines
