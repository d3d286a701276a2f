// Moments of ISO 8601 as numbers. Pure and total.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace medloom::renderers {

// Milliseconds since 1970 of "2021", "2021-06", "2021-06-17" (their first moment) or of a time
// behind a whole date: "2021-06-17T08:30Z", "2021-06-17 08:30:05.25+08:00". Without a zone it is
// taken as UTC. Nothing for any other text, and for dates that no calendar has.
std::optional<std::int64_t> instant_of(std::string_view text);

}  // namespace medloom::renderers
