// Any bytes as a profile: of a pipeline, or of a site (the first byte chooses). A profile that has
// no problem can be read again and is the same; every problem says what and where.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "pipeline/engine/profile.h"
#include "stages/builtin.h"
#include "stages/structure/site_profile.h"

namespace {

using namespace medloom;

void require(bool promise, const char* what) {
  if (promise) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

void require_said(const Problems& problems) {
  for (const Error& problem : problems) {
    require(!problem.message.empty(), "a problem says what");
    require(problem.where.starts_with("p.toml"), "a problem says where");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view toml(reinterpret_cast<const char*>(data) + 1, size - 1);
  Problems problems;
  if (data[0] % 2 == 0) {
    const Profile profile = read_profile(toml, "p.toml", builtin_stages(), {}, problems);
    Problems again;
    const Profile same = read_profile(toml, "p.toml", builtin_stages(), {}, again);
    require(profile.canonical() == same.canonical(), "the same bytes give the same profile");
    require(problems.size() == again.size(), "the same bytes have the same problems");
  } else {
    stages::read_site_profile(toml, "p.toml", problems);
  }
  require_said(problems);
  return 0;
}
