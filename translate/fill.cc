// Segments of one source language are asked for together, because an engine is opened for a pair.
// The memory is one connection behind a mutex: an answer costs an engine milliseconds at the least,
// and storing it microseconds.
//
// Tested by tests/translate/fill_test.cc and apertium_test.cc.
#include "translate/fill.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>

#include "pipeline/engine/digest.h"
#include "text/utf8.h"

namespace medloom::translation {
namespace {

using engines::EngineAnswer;
using engines::EngineSegment;
using memory::MemoryEntry;
using memory::MemoryKey;
using memory::TranslationMemory;

engines::EnginePair pair_of(const CheckRules& rules, const std::string& from,
                            const std::string& to) {
  const auto called = [&rules](const std::string& tag) {
    const EngineLanguage* known = rules.engine_language(tag);
    const std::string primary = tag.substr(0, tag.find('-'));
    return known != nullptr ? *known : EngineLanguage{primary, primary, tag};
  };
  const EngineLanguage source = called(from);
  const EngineLanguage target = called(to);
  return {source.iso3, source.short_code, source.name, target.iso3, target.short_code, target.name};
}

engines::EngineOptions options_for(const FillOptions& options, const Knowledge& knowledge,
                                   const std::string& from) {
  engines::EngineOptions engine = options.engine_options;
  engine.languages = pair_of(knowledge.rules, from, options.to);
  engine.stop = options.stop;
  return engine;
}

class Key {
 public:
  Key(const FillOptions& options, const Knowledge& knowledge, const std::string& from)
      : engine_(options.engine->name),
        model_(options.engine->model(options_for(options, knowledge, from))) {}

  MemoryKey of(const Candidate& candidate) const {
    return {candidate.from,
            candidate.to,
            candidate.segment,
            engine_,
            model_,
            kProtection,
            terms_digest(signature_of(candidate.terms), sha256_hex)};
  }

 private:
  std::string engine_;
  std::string model_;
};

// Segments to ask for, by source language, and what is known of the others.
struct Plan {
  FillReport report;
  std::map<std::string, std::vector<Candidate>> missing;
};

Result<Plan> plan_of(const std::vector<WantedSegment>& wanted, TranslationMemory* memory,
                     const Knowledge& knowledge, const FillOptions& options) {
  Plan plan;
  for (const WantedSegment& segment : wanted) {
    if (options.stop != nullptr && options.stop->load()) break;
    Candidate candidate = candidate_of(segment.segment, segment.from, options.to, knowledge);
    const Key key(options, knowledge, segment.from);
    const Result<std::optional<MemoryEntry>> known =
        memory == nullptr ? std::optional<MemoryEntry>() : memory->find(key.of(candidate));
    if (!known) return tl::unexpected(known.error());
    if (*known && !(*known)->rejected()) {
      ++plan.report.hits;
    } else if (*known && !options.retry_rejected) {
      ++plan.report.rejected_before;
    } else if (!options.limit || plan.report.to_ask < *options.limit) {
      ++plan.report.to_ask;
      plan.report.characters += text::count_code_points(candidate.segment);
      plan.missing[segment.from].push_back(std::move(candidate));
    }
  }
  return plan;
}

// What the workers of one source language share.
class Work {
 public:
  Work(const std::vector<Candidate>& missing, const std::string& from, TranslationMemory& memory,
       const Knowledge& knowledge, const FillOptions& options, FillReport& report)
      : missing_(missing),
        key_(options, knowledge, from),
        memory_(memory),
        knowledge_(knowledge),
        options_(options),
        engine_options_(options_for(options, knowledge, from)),
        report_(report) {}

  Result<void> run() {
    const std::size_t batches = (missing_.size() + options_.batch - 1) / options_.batch;
    const std::size_t jobs =
        std::clamp<std::size_t>(options_.jobs, 1, std::max<std::size_t>(batches, 1));
    {
      std::vector<std::jthread> workers;
      for (std::size_t i = 0; i < jobs; ++i) workers.emplace_back([this] { work(); });
    }
    return end_;
  }

 private:
  // ---- shared by the workers

  bool goes_on() const { return end_.has_value() && !(options_.stop && options_.stop->load()); }

  // The next batch, as a range of places; empty at the end.
  std::pair<std::size_t, std::size_t> next_batch() {
    const std::scoped_lock lock(mutex_);
    if (!goes_on()) return {0, 0};
    const std::size_t from = next_;
    next_ = std::min(missing_.size(), next_ + options_.batch);
    return {from, next_};
  }

  void end_with(const Error& error) {
    const std::scoped_lock lock(mutex_);
    if (end_) end_ = tl::unexpected(error);
  }

  void keep(const Candidate& candidate, Examined examined, bool asked = true) {
    const std::scoped_lock lock(mutex_);
    const auto stored = memory_.store(
        {{key_.of(candidate), examined.text, examined.reason, std::move(examined.flags)}});
    if (!stored) {
      if (end_) end_ = stored;
      return;
    }
    if (examined.reason.empty()) {
      ++report_.stored;
      report_.without_engine += asked ? 0 : 1;
    } else {
      ++report_.rejected[examined.reason];
    }
    if (options_.progress) options_.progress(report_);
  }

  // No answer is no verdict on the segment: the next fill asks for it again.
  void count(const std::string& reason) {
    const std::scoped_lock lock(mutex_);
    ++report_.unanswered[reason];
  }

  void end_batch(std::uint64_t calls) {
    const std::scoped_lock lock(mutex_);
    report_.calls += calls;
    if (auto durable = memory_.make_durable(); !durable && end_) end_ = durable;
  }

  // ---- one worker

  void work() {
    std::unique_ptr<engines::Engine> engine;
    for (auto [from, to] = next_batch(); from != to; std::tie(from, to) = next_batch()) {
      if (!engine) {
        auto opened = options_.engine->open(engine_options_);
        if (!opened) return end_with(opened.error());
        engine = std::move(*opened);
      }
      const std::uint64_t calls_before = engine->calls();
      const Result<void> asked = ask(*engine, from, to);
      end_batch(engine->calls() - calls_before);
      if (!asked) return end_with(asked.error());
    }
  }

  Result<void> ask(engines::Engine& engine, std::size_t from, std::size_t to) {
    const TokenForm form = engine.takes_html() ? TokenForm::html : TokenForm::plain;
    std::vector<const Candidate*> asked;
    std::vector<const Candidate*> again;
    std::vector<EngineSegment> segments;
    for (std::size_t i = from; i < to; ++i) {
      const Candidate& candidate = missing_[i];
      if (candidate.is_pieces_only()) {
        keep(candidate, {pieces_only_text(candidate), "", {}}, false);
        continue;
      }
      std::string text = protected_text(candidate, form);
      if (text.empty()) {
        again.push_back(&candidate);
        continue;
      }
      asked.push_back(&candidate);
      segments.push_back({std::move(text)});
    }
    const auto take = [&](std::size_t place, const EngineAnswer& answer) {
      const Candidate& candidate = *asked[place];
      if (!answer) return count(answer.error().message);
      Examined examined = examine_protected(*answer, candidate, form, knowledge_);
      const bool tokens_failed = examined.reason.starts_with("token ");
      tokens_failed ? again.push_back(&candidate) : keep(candidate, std::move(examined));
    };
    if (!segments.empty()) {
      if (auto done = engine.translate(segments, take); !done) return done;
    }
    return again.empty() ? Result<void>() : ask_plain(engine, again, form);
  }

  // Once more, as it is: then everything is compared.
  Result<void> ask_plain(engines::Engine& engine, const std::vector<const Candidate*>& again,
                         TokenForm form) {
    std::vector<EngineSegment> segments;
    for (const Candidate* candidate : again) {
      EngineSegment segment{plain_text(*candidate, form)};
      for (const ForcedTerm& term : candidate->terms) {
        segment.glossary.emplace_back(candidate->segment.substr(term.at.from, term.at.size()),
                                      term.target);
      }
      segments.push_back(std::move(segment));
    }
    return engine.translate(segments, [&](std::size_t place, const EngineAnswer& answer) {
      if (!answer) return count(answer.error().message);
      Examined examined = examine_plain(*answer, *again[place], form, knowledge_);
      if (!examined.good()) examined.reason = "tokens lost, then " + examined.reason;
      keep(*again[place], std::move(examined));
    });
  }

  const std::vector<Candidate>& missing_;
  Key key_;
  TranslationMemory& memory_;
  const Knowledge& knowledge_;
  const FillOptions& options_;
  engines::EngineOptions engine_options_;

  std::mutex mutex_;  // of what follows, and of the memory
  FillReport& report_;
  std::size_t next_ = 0;
  Result<void> end_;
};

}  // namespace

Result<FillReport> plan_fill(const std::vector<WantedSegment>& wanted, TranslationMemory* memory,
                             const Knowledge& knowledge, const FillOptions& options) {
  const Result<Plan> plan = plan_of(wanted, memory, knowledge, options);
  if (!plan) return tl::unexpected(plan.error());
  return plan->report;
}

Filled fill_memory(const std::vector<WantedSegment>& wanted, TranslationMemory& memory,
                   const Knowledge& knowledge, const FillOptions& options) {
  const auto start = std::chrono::steady_clock::now();
  if (auto begun = memory.begin_fill(); !begun) return {{}, begun};
  Result<Plan> plan = plan_of(wanted, &memory, knowledge, options);
  if (!plan) return {{}, tl::unexpected(plan.error())};
  Filled filled{plan->report, {}};
  for (const auto& [from, missing] : plan->missing) {
    if (!filled.end) break;
    filled.end = Work(missing, from, memory, knowledge, options, filled.report).run();
  }
  const Result<void> closed = memory.end_fill();
  if (filled.end) filled.end = closed;
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
  filled.report.seconds = spent.count();
  return filled;
}

}  // namespace medloom::translation
