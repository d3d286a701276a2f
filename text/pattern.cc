// RE2 does the work; this file turns its pointers into spans and its messages into Errors.
#include "text/pattern.h"

#include <algorithm>
#include <array>
#include <limits>

#include <re2/re2.h>

namespace medloom::text {
namespace {

// Enough for the widest patterns of profiles (a long alternation of Han words), and an end for
// nested repetitions. When the automaton outgrows it in a search, RE2 goes on slower, still linear.
constexpr std::int64_t kMaxMemory = 16 << 20;

// Patterns with fewer groups are searched without allocating.
constexpr std::size_t kUsualGroups = 16;

std::optional<Span> span_of(const re2::StringPiece& piece, std::string_view text) {
  if (piece.data() == nullptr) return std::nullopt;
  const auto from = static_cast<std::uint32_t>(piece.data() - text.data());
  return Span{from, from + static_cast<std::uint32_t>(piece.size())};
}

}  // namespace

std::optional<Span> Match::group(std::string_view name) const {
  if (names_ == nullptr || name.empty()) return std::nullopt;
  const auto found = std::find(names_->begin(), names_->end(), name);
  return found == names_->end() ? std::nullopt : group(found - names_->begin());
}

Result<Pattern> Pattern::compile(std::string_view regex, std::string where) {
  re2::RE2::Options options(re2::RE2::Quiet);
  options.set_max_mem(kMaxMemory);
  const auto program =
      std::make_shared<const re2::RE2>(re2::StringPiece(regex.data(), regex.size()), options);
  if (!program->ok()) {
    return fail(ErrorCode::configuration, "bad pattern: " + program->error(), std::move(where));
  }
  std::vector<std::string> names(program->NumberOfCapturingGroups() + 1);
  for (const auto& [index, name] : program->CapturingGroupNames()) {
    if (std::find(names.begin(), names.end(), name) != names.end()) {
      return fail(ErrorCode::configuration, "bad pattern: two groups are named '" + name + "'",
                  std::move(where));
    }
    names[index] = name;
  }

  Pattern pattern;
  pattern.program_ = program;
  pattern.names_ = std::make_shared<const std::vector<std::string>>(std::move(names));
  return pattern;
}

bool Pattern::search(std::string_view text, std::size_t from, Match& match) const {
  return run(text, from, Anchor::none, match);
}

bool Pattern::full_match(std::string_view text, Match& match) const {
  return run(text, 0, Anchor::both, match);
}

bool Pattern::run(std::string_view text, std::size_t from, Anchor anchor, Match& match) const {
  if (from > text.size() || text.size() > std::numeric_limits<std::uint32_t>::max()) return false;
  if (text.data() == nullptr)
    text = "";  // RE2 tells a group that matched nothing by its null pointer
  std::array<re2::StringPiece, kUsualGroups> usual;
  std::vector<re2::StringPiece> unusual(names_->size() > kUsualGroups ? names_->size() : 0);
  re2::StringPiece* const pieces = unusual.empty() ? usual.data() : unusual.data();
  const bool found =
      program_->Match(re2::StringPiece(text.data(), text.size()), from, text.size(),
                      anchor == Anchor::both ? re2::RE2::ANCHOR_BOTH : re2::RE2::UNANCHORED, pieces,
                      static_cast<int>(names_->size()));
  if (!found) return false;
  match.names_ = names_.get();
  match.groups_.resize(names_->size());
  for (std::size_t i = 0; i < names_->size(); ++i) match.groups_[i] = span_of(pieces[i], text);
  match.whole = *match.groups_.front();
  return true;
}

const std::string& Pattern::regex() const { return program_->pattern(); }

bool Pattern::has_group(std::string_view name) const {
  return !name.empty() && std::find(names_->begin(), names_->end(), name) != names_->end();
}

int Pattern::program_size() const { return program_->ProgramSize(); }

}  // namespace medloom::text
