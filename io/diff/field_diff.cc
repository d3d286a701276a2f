// Objects are compared key by key. Of lists, elements that have an identity (an @id, a concept) are
// matched by it, so that a new neighbour does not make all that follow look changed; elements of
// lists of equal length by their place; of other lists, what only one of them has is told.
//
// `changes`, `flags` and `dropped` are lists of what rules did, and are told by rule; that they
// stand at other places, because the text around them changed, is no difference.
//
// Cost: linear in the records, but for lists, which are sorted by identity.
//
// Tested by tests/io/diff_test.cc.
#include "io/diff/field_diff.h"

#include <simdjson.h>

#include <algorithm>
#include <map>
#include <vector>

namespace medloom::diff {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

std::string string_at(element value, std::string_view pointer) {
  std::string_view text;
  return value.at_pointer(pointer).get(text) == simdjson::SUCCESS ? std::string(text)
                                                                  : std::string();
}

// A string as it is, nothing for null, other values as JSON.
std::string shown(element value) {
  std::string_view text;
  if (value.get(text) == simdjson::SUCCESS) return std::string(text);
  return value.is_null() ? std::string() : simdjson::minify(value);
}

std::string escaped(std::string_view key) {
  std::string step;
  for (const char c : key) {
    if (c == '~')
      step += "~0";
    else if (c == '/')
      step += "~1";
    else
      step += c;
  }
  return step;
}

std::string address_of(element record) {
  std::string name = string_at(record, "/url");
  return name.empty() ? string_at(record, "/isBasedOn/medloom/source") : name;
}

// Where the comparison is: as a JSON Pointer, and without positions in lists.
struct Place {
  std::string pointer;
  std::string field;

  Place key(std::string_view name) const {
    const std::string step = "/" + escaped(name);
    return {pointer + step, field + step};
  }
  Place item(std::size_t number) const { return {pointer + "/" + std::to_string(number), field}; }
};

class Comparison {
 public:
  explicit Comparison(PageDiff& diff) : diff_(diff) {}

  void run(element before, element after) { values({}, before, after); }

 private:
  void add(const Place& at, std::string before, std::string after) {
    diff_.fields.push_back({at.field, at.pointer, std::move(before), std::move(after)});
  }

  void values(const Place& at, element before, element after) {
    if (at.field == "/medloom/pipeline") return;
    if (at.field == "/medloom/contentHash") {
      diff_.readers_see = shown(before) != shown(after);
      return;
    }
    object object_before;
    object object_after;
    if (before.get(object_before) == simdjson::SUCCESS &&
        after.get(object_after) == simdjson::SUCCESS) {
      return objects(at, object_before, object_after);
    }
    array array_before;
    array array_after;
    if (before.get(array_before) == simdjson::SUCCESS &&
        after.get(array_after) == simdjson::SUCCESS) {
      return lists(at, array_before, array_after);
    }
    std::string text_before = shown(before);
    std::string text_after = shown(after);
    if (text_before != text_after || before.type() != after.type()) {
      add(at, std::move(text_before), std::move(text_after));
    }
  }

  void objects(const Place& at, object before, object after) {
    for (const auto [key, value] : before) {
      element other;
      if (after.at_key(key).get(other) == simdjson::SUCCESS) {
        values(at.key(key), value, other);
      } else {
        add(at.key(key), shown(value), "");
      }
    }
    for (const auto [key, value] : after) {
      element other;
      if (before.at_key(key).get(other) != simdjson::SUCCESS) add(at.key(key), "", shown(value));
    }
  }

  // ---- lists

  struct Item {
    std::string identity;
    element value;
    std::size_t place = 0;
  };
  using Items = std::vector<Item>;

  template <class Identity>
  static Items items_of(array list, Identity identity) {
    Items items;
    for (const element value : list) items.push_back({identity(value), value, items.size()});
    std::stable_sort(items.begin(), items.end(),
                     [](const Item& a, const Item& b) { return a.identity < b.identity; });
    return items;
  }

  // Walks both, which are sorted: what only one has, and what both have.
  template <class Gone, class Added, class Both>
  static void match(const Items& before, const Items& after, Gone gone, Added added, Both both) {
    std::size_t i = 0;
    std::size_t k = 0;
    while (i < before.size() || k < after.size()) {
      if (k == after.size() || (i < before.size() && before[i].identity < after[k].identity)) {
        gone(before[i++]);
      } else if (i == before.size() || after[k].identity < before[i].identity) {
        added(after[k++]);
      } else {
        both(before[i++], after[k++]);
      }
    }
  }

  static std::string identity_of(element value) {
    std::string identity = string_at(value, "/@id");
    return identity.empty() ? string_at(value, "/medloom/concept") : identity;
  }

  void lists(const Place& at, array before, array after) {
    if (at.field == "/medloom/changes" || at.field == "/medloom/flags" ||
        at.field == "/medloom/dropped") {
      return rules(at.field, before, after);
    }
    if (at.field == "/about/medloom/mentions") return mentions(at, before, after);
    const Items of_before = items_of(before, identity_of);
    const Items of_after = items_of(after, identity_of);
    const auto has_none = [](const Item& item) { return item.identity.empty(); };
    const bool anonymous = std::any_of(of_before.begin(), of_before.end(), has_none) ||
                           std::any_of(of_after.begin(), of_after.end(), has_none);
    if (anonymous && of_before.size() == of_after.size()) {
      for (std::size_t i = 0; i < of_before.size(); ++i) {
        values(at.item(i), before.at(i).value_unsafe(), after.at(i).value_unsafe());
      }
      return;
    }
    const auto as_json = [](element value) { return simdjson::minify(value); };
    match(
        anonymous ? items_of(before, as_json) : of_before,
        anonymous ? items_of(after, as_json) : of_after,
        [&](const Item& gone) { add(at.item(gone.place), shown(gone.value), ""); },
        [&](const Item& added) { add(at.item(added.place), "", shown(added.value)); },
        [&](const Item& one, const Item& other) {
          values(at.item(other.place), one.value, other.value);
        });
  }

  // A mention that moved within its text is the same one.
  void mentions(const Place& at, array before, array after) {
    const auto texts = [](element mention) {
      element where;
      const bool known = mention.at_pointer("/at").get(where) == simdjson::SUCCESS;
      return known ? simdjson::minify(where) : std::string();
    };
    match(
        items_of(before, texts), items_of(after, texts),
        [&](const Item& gone) { add(at.item(gone.place), shown(gone.value), ""); },
        [&](const Item& added) { add(at.item(added.place), "", shown(added.value)); },
        [](const Item&, const Item&) {});
  }

  // ---- what rules did

  static std::string rule_name(std::string_view field, element entry) {
    std::string name = field == "/medloom/changes" ? string_at(entry, "/stage")
                       : field == "/medloom/flags" ? "flag " + string_at(entry, "/kind")
                                                   : "drop " + string_at(entry, "/role");
    name += " " + string_at(entry, "/rule");
    const std::string dictionary = string_at(entry, "/dictionary");
    return dictionary.empty() ? name : name + " " + dictionary;
  }

  void rules(std::string_view field, array before, array after) {
    const bool changes = field == "/medloom/changes";
    const auto words = [changes](element entry) {
      return string_at(entry, changes ? "/before" : "/text");
    };
    const auto result = [](element entry) { return string_at(entry, "/after"); };
    const auto identity = [&](element entry) {
      std::string all = rule_name(field, entry);
      for (const std::string& part : {words(entry), result(entry)}) {
        all += '\0';
        all += part;
      }
      return all;
    };
    const auto tell = [&](const Item& item, bool added) {
      diff_.rules.push_back(
          {rule_name(field, item.value), words(item.value), result(item.value), added});
    };
    match(
        items_of(before, identity), items_of(after, identity),
        [&](const Item& gone) { tell(gone, false); }, [&](const Item& added) { tell(added, true); },
        [](const Item&, const Item&) {});
  }

  PageDiff& diff_;
};

Result<element> parse(simdjson::dom::parser& parser, std::string_view line) {
  element root;
  if (const auto error = parser.parse(line.data(), line.size()).get(root)) {
    return fail(ErrorCode::input, std::string("is no JSON: ") + simdjson::error_message(error));
  }
  return root;
}

}  // namespace

Result<void> compare_records(std::string_view before, std::string_view after, PageDiff& diff) {
  simdjson::dom::parser parsers[2];
  auto root_before = parse(parsers[0], before);
  if (!root_before) return tl::unexpected(root_before.error());
  auto root_after = parse(parsers[1], after);
  if (!root_after) return tl::unexpected(root_after.error());
  diff.name = address_of(*root_after);
  Comparison(diff).run(*root_before, *root_after);
  return {};
}

Result<void> name_record(std::string_view line, PageDiff& diff) {
  simdjson::dom::parser parser;
  auto root = parse(parser, line);
  if (!root) return tl::unexpected(root.error());
  diff.name = address_of(*root);
  return {};
}

}  // namespace medloom::diff
