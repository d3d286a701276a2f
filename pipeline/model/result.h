// Errors as values: a Result<T> is a T or an Error that names a place a person can open.
//
// Every interface of ours returns one where it can fail; exceptions of libraries end in the adapter
// that calls the library. Thread-safety: plain values.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace medloom {

enum class ErrorCode {
  usage,          // the command line is wrong
  configuration,  // a profile, dictionary or data file is wrong
  input,          // something could not be read
  output,         // something could not be written
  closed_pipe,    // whoever read our output has gone
  rejected,       // a page that gives no record; `message` is the reason
  internal,       // a promise of ours is broken: a bug
};

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;  // one sentence, lower case, no full stop: "unknown mode 'fxi', did you mean 'fix'?"
  std::string where;    // "terms.tsv:41", "profile.toml:12:3", "page.html", or empty
};

// "where: message", the form in which errors are shown.
inline std::string to_string(const Error& error) {
  return error.where.empty() ? error.message : error.where + ": " + error.message;
}

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string where = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(where)});
}

// All the problems of one file or configuration: they are reported at once, not the first alone.
using Problems = std::vector<Error>;

}  // namespace medloom
