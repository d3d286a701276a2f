// Pages to records: load a pipeline once, then give it pages from as many threads as you like.
//
//   std::vector<medloom::api::Problem> problems;
//   auto pipeline = medloom::api::Pipeline::load({}, problems);
//   if (!pipeline) … // `problems` holds everything that is wrong, not the first thing alone
//   auto outcome = pipeline->process({bytes, "a.html"});
//   if (auto* record = outcome.record()) std::cout << record->json << '\n';
//
// Nothing here throws: errors are values, a memory that is exhausted among them. Nothing talks to
// the network. The same page and configuration give the same bytes, those of `medloom run`.
//
// Plain C++17, nothing but the standard library. docs/embedding.md goes through it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <medloom/export.h>
#include <medloom/record.h>

namespace medloom::api {

struct Problem {
  std::string where;    // a place to open: "profile.toml:12:3", "terms.tsv:41"; or empty
  std::string message;  // one sentence
};

// What a pipeline is made of. The defaults are those of `medloom run`, but for `cache`.
struct Configuration {
  // A name in profiles/pipelines, or a file: "./mine.toml".
  std::string profile = "default";
  // "stage.key=value", as for --set.
  std::vector<std::string> settings = {};
  // Files of your own; the last one wins.
  std::vector<std::string> dictionaries = {};
  // The folder of dictionaries/ and profiles/. Empty: MEDLOOM_DATA, else where medloom is
  // installed.
  std::string data = {};
  // A folder to keep compiled tables in. Empty: they are made at each load.
  std::string cache = {};
  // For profiles that put pseudonyms in place of personal data.
  std::string pseudonym_key = {};
};

struct Page {
  std::string bytes = {};
  // A page's id is made of its url, else of its name; of its bytes where both are empty. The
  // ending of a name says what a page without content type is: "a.html", "a.md", "a.txt".
  std::string name = {};
  std::string url = {};
  // As a server said it, parameters included; may be wrong.
  std::string content_type = {};
  std::string fetched = {};  // ISO 8601
};

// A page set aside: which stage could not go on, and why, without text of the page.
struct Reject {
  std::string stage;
  std::string reason;
};

struct Outcome {
  std::variant<Record, Reject> value;

  const Record* record() const { return std::get_if<Record>(&value); }
  const Reject* reject() const { return std::get_if<Reject>(&value); }
};

// Thread-safety: const methods may run concurrently on one pipeline. Copies share what is loaded,
// so they are cheap.
class MEDLOOM_API Pipeline {
 public:
  // Reads profile, dictionaries and tables, which takes a second or so without a cache. Nothing,
  // with everything that is wrong added to `problems`, when the configuration does not hold.
  static std::optional<Pipeline> load(const Configuration& configuration,
                                      std::vector<Problem>& problems);

  Outcome process(Page page) const;

  // The decoded page, in which `page` spans count; nothing where it cannot be decoded.
  std::optional<std::string> decode(Page page) const;

 private:
  class Loaded;
  explicit Pipeline(std::shared_ptr<const Loaded> loaded);

  std::shared_ptr<const Loaded> loaded_;
};

// The version of the library that runs: "0.1.0".
MEDLOOM_API std::string_view version();

}  // namespace medloom::api
