// Raw content ends at its own end tag and nothing else is markup in it. Scripts have an old rule on
// top: between `<!--` and `-->` (pages hid scripts from browsers that knew none) a `<script>` opens
// an inner script, whose `</script>` does not end the outer one. The three states below are all
// that remains of the standard's seventeen when only the end is asked for.
#include "text/html_raw_text.h"

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "text/html_scan.h"

namespace medloom::text {
namespace {

enum class ScriptState : std::uint8_t { plain, commented, inner_script };

bool starts_with(const char* at, const char* end, std::string_view prefix) {
  return static_cast<std::size_t>(end - at) >= prefix.size() &&
         std::memcmp(at, prefix.data(), prefix.size()) == 0;
}

const char* find_script_end(const char* at, const char* end) {
  ScriptState state = ScriptState::plain;
  const char* dashes = at;  // the first place where the dashes of a `-->` may stand
  for (;; ++at) {
    at = find_any<'<', '>'>(at, end);
    if (at == end) return end;
    if (*at == '>') {
      if (at - dashes >= 2 && at[-1] == '-' && at[-2] == '-') state = ScriptState::plain;
    } else if (is_tag_at(at, end, true, "script")) {
      if (state != ScriptState::inner_script) return at;
      state = ScriptState::commented;
    } else if (state == ScriptState::plain && starts_with(at, end, "<!--")) {
      state = ScriptState::commented;
      dashes = at + 2;  // `<!-->` opens and closes
    } else if (state == ScriptState::commented && is_tag_at(at, end, false, "script")) {
      state = ScriptState::inner_script;
    }
  }
}

}  // namespace

bool is_tag_at(const char* at, const char* end, bool slash, std::string_view name) {
  const std::size_t size = name.size() + (slash ? 2 : 1);
  if (static_cast<std::size_t>(end - at) <= size || (slash && at[1] != '/')) return false;
  at += slash ? 2 : 1;
  for (char c : name) {
    if ((*at++ | 0x20) != c) return false;
  }
  return is_html_byte(*at, kEndsTagName);
}

const char* find_raw_end(const char* from, const char* end, HtmlTag tag) {
  if (tag == HtmlTag::plaintext) return end;
  if (tag == HtmlTag::script) return find_script_end(from, end);
  const std::string_view name = html_tag_name(tag);
  for (; from != end; ++from) {
    const void* hit = std::memchr(from, '<', static_cast<std::size_t>(end - from));
    if (hit == nullptr) return end;
    from = static_cast<const char*>(hit);
    if (is_tag_at(from, end, true, name)) return from;
  }
  return end;
}

}  // namespace medloom::text
