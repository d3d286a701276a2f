// EDIT stage `structure`: finds the kind of page, gives every block its role and marks the fields.
//
// Which site a page is from: by its host; without one by markers, each found line adding its score
// once; a page's title counts as a line. The profile with the highest score that reaches what it
// needs wins, the earlier file name in a tie; pages of no known site are read by the `article`
// profile. Nothing here knows a site: their wording is in profiles/sites/.
//
// Markers may deceive: a ranking has "#1" and "#2" like a board. So a grammar that they chose is
// rehearsed without a change, and where it makes next to nothing of what `extract` took for
// content, the page is read as an article after all.
//
// It reads the text that `repair` mended and runs before the dictionaries, because their guards
// look at the main content, which is known only now. A document is structured once: a second run
// leaves it alone.
//
// Cases: tests/stages/structure_test.cc, and every sample.
#include <algorithm>
#include <cctype>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "pipeline/engine/digest.h"
#include "stages/stages.h"
#include "stages/structure/grammar.h"
#include "stages/structure/inline_lists.h"
#include "stages/structure/lines.h"
#include "stages/structure/outline.h"
#include "stages/structure/second_look.h"
#include "stages/structure/selected.h"
#include "stages/structure/site_profile.h"
#include "text/ascii.h"
#include "text/patterns_known.h"

namespace medloom::stages {
namespace {

constexpr std::string_view kFallback = "article";
constexpr int kHostScore = 1000;
constexpr int kAnyScore = std::numeric_limits<int>::min();
// A grammar has to understand one byte of so many of the content. Pages of the known sites have up
// to four times their text in lists of other questions.
constexpr std::size_t kLeastShare = 6;

std::string_view host_of(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?#"));
  return url.substr(0, url.rfind(':'));
}

bool is_host_or_below(std::string_view host, std::string_view site) {
  return host == site || (host.size() > site.size() && host.ends_with(site) &&
                          host[host.size() - site.size() - 1] == '.');
}

bool has_more_text(const Document& document, std::uint32_t max_chars) {
  std::uint32_t chars = 0;
  for (const Block& block : document.blocks()) {
    if (block.role == Role::none && !block.dropped) chars += count_chars(block.text.view());
    if (chars > max_chars) return true;
  }
  return false;
}

// The lines that markers are looked for in: the page's title, and its blocks.
std::vector<text::Subject> lines_of(const Document& document) {
  std::vector<text::Subject> lines;
  lines.reserve(document.blocks().size() + 1);
  if (const Fact* title = document.fact("title")) lines.emplace_back(title->value());
  for (const Block& block : document.blocks()) {
    if (!block.dropped) lines.emplace_back(block.text.view());
  }
  return lines;
}

// Markers are looked for while `least` can still be reached: of a score below it no more is asked.
int score_of(const SiteProfile& profile, const Document& document,
             const std::vector<text::Subject>& lines, int least) {
  const std::string_view host = host_of(document.page().url);
  for (const std::string& site : profile.hosts) {
    if (is_host_or_below(host, site)) return kHostScore;
  }
  if (profile.max_chars > 0 && has_more_text(document, profile.max_chars)) return 0;
  int score = 0;
  int hope = 0;  // what the markers that were not looked for yet may add
  for (const Marker& marker : profile.markers) hope += std::max(0, marker.score);
  for (const Marker& marker : profile.markers) {
    if (score + hope < least) break;
    hope -= std::max(0, marker.score);
    const bool found = std::any_of(lines.begin(), lines.end(), [&](const text::Subject& line) {
      return marker.match.may_be_in(line) && marker.match.is_in(line.text());
    });
    if (found) score += marker.score;
  }
  return score;
}

std::size_t bytes_of_content(const Document& document) {
  std::size_t bytes = 0;
  for (const Block& block : document.blocks()) {
    if (!block.dropped && block.role == Role::none) bytes += block.text.size();
  }
  return bytes;
}

class Structure final : public Stage {
 public:
  // With `forced`, every page is read by that profile, whatever its address and markers say.
  Structure(std::vector<SiteProfile> profiles, std::optional<SiteProfile> forced)
      : profiles_(std::move(profiles)), forced_(std::move(forced)) {}

  Result<void> run(Document& document, Trace& trace) const override {
    if (document.nodes().size() > 1) return {};
    const auto [profile, score] = chosen(document, trace);
    if (!profile->reject.empty()) return fail(ErrorCode::rejected, profile->reject);
    if (fits(*profile, score, document)) {
      read(*profile, score, document);
      return {};
    }
    trace.note("structure", 0, {},
               "profile " + profile->name + " makes nothing of the page: read as an article");
    read(fallback(), 0, document);
    return {};
  }

 private:
  struct Choice {
    const SiteProfile* profile = nullptr;
    int score = 0;
  };

  // Selectors know their page; so does who names its profile or host.
  bool fits(const SiteProfile& profile, int score, const Document& document) const {
    return forced_ || score >= kHostScore || profile.mode == SiteProfile::Mode::outline ||
           !profile.selects.empty() ||
           grammar_fits(profile, document, bytes_of_content(document) / kLeastShare);
  }

  Choice chosen(const Document& document, Trace& trace) const {
    const std::vector<text::Subject> lines = lines_of(document);
    if (forced_) return {&*forced_, score_of(*forced_, document, lines, kAnyScore)};
    Choice best;
    for (const SiteProfile& profile : profiles_) {
      const int better = best.profile == nullptr ? profile.needs : best.score + 1;
      const int least = trace.wanted() ? kAnyScore : std::max(profile.needs, better);
      const int score = score_of(profile, document, lines, least);
      if (trace.wanted()) {
        trace.note("structure", 0, {},
                   "profile " + profile.name + ": " + std::to_string(score) + " of " +
                       std::to_string(profile.needs));
      }
      if (profile.name == kFallback || score < profile.needs) continue;
      if (best.profile == nullptr || score > best.score) best = {&profile, score};
    }
    if (best.profile == nullptr) best.profile = &fallback();
    return best;
  }

  const SiteProfile& fallback() const {
    return *std::find_if(profiles_.begin(), profiles_.end(),
                         [](const SiteProfile& profile) { return profile.name == kFallback; });
  }

  static void read(const SiteProfile& profile, int score, Document& document) {
    DocumentEditor editor(document, "structure");
    apply_selectors(profile, editor);
    join_cut_lines(profile, editor);
    cut_joined_labels(profile, editor);
    PageKind kind{profile.kind, score, "", profile.name, profile.responder_role};
    if (profile.mode == SiteProfile::Mode::grammar) {
      read_by_grammar(profile, editor);
      kind.reason = score >= kHostScore ? "host of the site" : "markers of the site";
    } else {
      const int questions = read_by_outline(profile, editor);
      const bool list = questions == 0 && profile.kind == "article" && is_mostly_list(document);
      kind.name = questions > 0 ? "qa-article" : list ? "list" : profile.kind;
      kind.reason = score >= kHostScore ? "host of the site"
                    : score > 0         ? "markers of the site"
                                        : "no known site";
      kind.reason += questions == 1  ? "; 1 heading that asks"
                     : questions > 1 ? "; " + std::to_string(questions) + " headings that ask"
                     : list          ? "; most of its text is list items"
                                     : "; no heading that asks";
    }
    editor.set_page_kind(std::move(kind));
    keep_disclaimers(profile, editor);
    cut_echoes(profile, editor);
    find_fields(profile, editor);
    raise_doubts(profile, editor);
    split_inline_lists(editor);
    if (const std::string region = region_of(profile, document); !region.empty()) {
      editor.set_language(region);
    }
  }

  // A page of tips: at least four items, and more text in them than outside.
  static bool is_mostly_list(const Document& document) {
    std::size_t items = 0;
    std::size_t in_items = 0;
    std::size_t outside = 0;
    for (const Block& block : document.blocks()) {
      if (block.dropped || (block.role != Role::lead && block.role != Role::section)) continue;
      const bool item = block.kind == BlockKind::list_item;
      items += item ? 1 : 0;
      (item ? in_items : outside) += block.text.size();
    }
    return items >= 4 && in_items > outside;
  }

  // The script of a page is read off its characters. Its region is what the page or its address
  // says; else what the site is known for, if the script agrees. A mainland site that shows itself
  // in Traditional script writes for no region in particular.
  static std::string region_of(const SiteProfile& profile, const Document& document) {
    const std::string& language = document.language();
    if (profile.language.empty() || !language.starts_with("zh-Han")) return {};
    const std::string script = language.substr(0, 7);
    const std::string region = language.size() > 8 ? language.substr(8) : "";
    const Fact* declared = document.fact("language");
    const bool is_declared = declared != nullptr && !region.empty() &&
                             declared->value().find(region) != std::string_view::npos;
    const std::string top_level = "." + text::ascii_lower(region);
    const bool is_address = !region.empty() && host_of(document.page().url).ends_with(top_level);
    if (is_declared || is_address) return {};
    return profile.language.starts_with(script) ? profile.language : script;
  }

  std::vector<SiteProfile> profiles_;
  std::optional<SiteProfile> forced_;
};

// The profile that `profile` names: one of the folder, or a file of the user's.
std::optional<SiteProfile> forced_profile(const std::string& name,
                                          const std::vector<SiteProfile>& profiles,
                                          StageContext& context) {
  if (name.empty()) return std::nullopt;
  if (name.ends_with(".toml")) {
    return read_site_profile(context.read_user_file(name), name, context.problems());
  }
  std::vector<std::string> names;
  for (const SiteProfile& profile : profiles) {
    if (profile.name == name) return profile;
    names.push_back(profile.name);
  }
  context.problems().push_back(
      {ErrorCode::configuration,
       "there is no site profile '" + name + "'" + did_you_mean(name, names), "structure.profile"});
  return std::nullopt;
}

std::unique_ptr<Stage> create(const Settings& settings, StageContext& context) {
  std::vector<SiteProfile> profiles;
  const std::vector<std::string> files = context.data().list(settings.text("sites"), ".toml");
  std::vector<std::string> tomls;
  for (const std::string& file : files) tomls.push_back(context.read_data(file));
  const text::PatternsKnown patterns(
      context.data().cache_dir(), sha256_of_files(files, context.files_read()), context.problems());
  for (std::size_t i = 0; i < files.size(); ++i) {
    profiles.push_back(read_site_profile(tomls[i], files[i], context.problems(), patterns.known()));
  }
  patterns.keep();
  const bool has_fallback =
      std::any_of(profiles.begin(), profiles.end(),
                  [](const SiteProfile& profile) { return profile.name == kFallback; });
  if (!has_fallback) {
    context.problems().push_back({ErrorCode::configuration,
                                  "there is no profile article.toml for pages of unknown sites",
                                  settings.text("sites")});
    return nullptr;
  }
  std::optional<SiteProfile> forced = forced_profile(settings.text("profile"), profiles, context);
  return std::make_unique<Structure>(std::move(profiles), std::move(forced));
}

}  // namespace

StageSpec structure_stage() {
  return {Phase::edit,
          "structure",
          "Finds the page kind, and what each block is for: question, answer, asker, teaser …",
          {{"sites", FieldType::text, "profiles/sites", "The folder of site profiles."},
           {"profile", FieldType::text, "",
            "Reads every page by this site profile: a name in that folder, or a .toml file."}},
          create,
          nullptr};
}

}  // namespace medloom::stages
