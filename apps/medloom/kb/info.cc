// medloom kb info: what a knowledge base holds.
//
// Tested by tests/apps/kb_test.cc.
#include "apps/medloom/commands.h"
#include "apps/medloom/kb/words.h"
#include "apps/medloom/terminal.h"
#include "io/stores/store.h"
#include "pipeline/model/json_writer.h"

namespace medloom {
namespace {

struct KbInfoArguments {
  std::string base;
  bool json = false;
};

void write_counts(JsonWriter& json, std::string_view key, const stores::StoreInfo::Counts& counts) {
  json.key(key).begin_object();
  for (const auto& [name, count] : counts) {
    json.key(name).value(static_cast<std::int64_t>(count));
  }
  json.end_object();
}

std::string as_json(const stores::StoreInfo& info) {
  JsonWriter json;
  json.begin_object();
  json.key("store").value(info.kind);
  json.key("format").value(info.format);
  for (const auto& [key, number] : {std::pair{"records", info.records},
                                    {"tombstones", info.tombstones},
                                    {"questions", info.questions},
                                    {"answers", info.answers},
                                    {"concepts", info.topics},
                                    {"bytes", info.bytes}}) {
    json.key(key).value(static_cast<std::int64_t>(number));
  }
  write_counts(json, "languages", info.languages);
  write_counts(json, "kinds", info.kinds);
  json.end_object();
  return json.take() + "\n";
}

std::string listed(const stores::StoreInfo::Counts& counts) {
  std::string out;
  for (const auto& [name, count] : counts) {
    out += (out.empty() ? "" : ", ") + printable(name.empty() ? "unknown" : name) + " " +
           grouped(count);
  }
  return out.empty() ? "none" : out;
}

std::string for_people(const stores::StoreInfo& info) {
  std::string out;
  const auto line = [&](std::string_view name, const std::string& value) {
    out += padded(name, 12) + value + "\n";
  };
  line("store", info.kind + ", format " + std::to_string(info.format) + ", " +
                    grouped(info.bytes / 1000) + " kB");
  line("records", grouped(info.records));
  line("tombstones", grouped(info.tombstones));
  line("questions", grouped(info.questions));
  line("answers", grouped(info.answers));
  line("concepts", grouped(info.topics));
  line("languages", listed(info.languages));
  line("kinds", listed(info.kinds));
  return out;
}

Result<int> kb_info(const KbInfoArguments& arguments, Console& console) {
  auto store = stores::open_store(arguments.base, stores::Access::read);
  if (!store) return tl::unexpected(store.error());
  const Result<stores::StoreInfo> info = (*store)->info();
  if (!info) return tl::unexpected(info.error());
  auto written = console.out.write(arguments.json ? as_json(*info) : for_people(*info));
  return written ? Result<int>(kDone) : tl::unexpected(written.error());
}

}  // namespace

CommandSpec kb_info_command() {
  const auto arguments = std::make_shared<KbInfoArguments>();
  CommandSpec spec{"kb info", "what a knowledge base holds", {}};
  spec.words = {base_word(arguments->base),
                {.names = "--json", .to = &arguments->json, .help = "as JSON"}};
  spec.examples = {"medloom kb info health.kb"};
  spec.call = calling(arguments, kb_info);
  return spec;
}

}  // namespace medloom
