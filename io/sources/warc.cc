// WARC archives, 1.0 and 1.1, and what is close to them: a page is a stored HTTP response of a text
// type with a status of success, a resource, or a conversion to text. Everything else is skipped
// and counted by its type.
//
// A record is believed when its header says how long it is and another record, or nothing, follows
// its content. A length that is wrong would cut a page or take the next one for a part of it, so
// such a record is reported and left out, and reading goes on at the next line that begins a
// record. One in a member that unpacks too far is left out as well; a crawl that is packed as one
// member has no ratio that would say anything of a record. The place of a page is the number of its
// record in the file.
//
// Tested by tests/io/warc_test.cc.
#include <algorithm>
#include <charconv>
#include <utility>

#include "io/bytes/block_reader.h"
#include "io/bytes/content.h"
#include "io/bytes/http_message.h"
#include "io/sources/numbered.h"
#include "io/sources/sources.h"

namespace medloom::sources {
namespace {

constexpr std::size_t kHeader = 64 << 10;  // longer ones are no headers
constexpr std::size_t kLine = 8 << 10;
constexpr std::size_t kShortest = 8;  // "WARC/1.0"

bool begins_record(std::string_view line) {
  constexpr std::string_view kWarc = "warc/";
  if (line.size() < kWarc.size() + 3) return false;
  for (std::size_t i = 0; i < kWarc.size(); ++i) {
    if ((line[i] | 0x20) != (kWarc[i] | 0x20)) return false;
  }
  return line[kWarc.size()] >= '0' && line[kWarc.size()] <= '9' && line[kWarc.size() + 1] == '.';
}

// Where a line in `text` begins a record, or the end.
std::size_t next_record(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (begins_record(text.substr(at))) return at;
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return text.size();
}

bool is_text(std::string_view content_type) {
  std::string type(content_type.substr(0, content_type.find(';')));
  while (!type.empty() && type.back() == ' ') type.pop_back();
  for (char& c : type) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
  return type.empty() || type.starts_with("text/") || type == "application/xhtml+xml";
}

class WarcSource final : public NumberedSource {
 public:
  WarcSource(const Input& input, const SourceContext& context)
      : NumberedSource(input, context), reader_(*input_.bytes) {}

  std::optional<SourceItem> next() override {
    if (done_) return std::nullopt;
    while (is_blank(reader_.peek_line(kLine)) && !reader_.peek_line(kLine).empty()) {
      reader_.skip(reader_.peek_line(kLine).size());
    }
    if (reader_.peek(1).empty()) return end(reader_.error() ? reader_.error()->message : "");
    ++number_;
    if (!begins_record(reader_.peek_line(kLine))) {
      resynchronise();
      return bad("no record begins here");
    }
    HeaderFields fields;
    const std::size_t header = read_header(fields);
    const std::optional<std::uint64_t> length = length_of(fields);
    if (!length) {
      reader_.skip(header);
      resynchronise();
      return bad("has no valid Content-Length");
    }
    if (*length > context_.page_bytes + kHeader) {
      reader_.skip(header);
      if (!reader_.skip(*length)) return bad("is cut off");
      return bad(page_too_large(context_.page_bytes));
    }
    return content(fields, header, static_cast<std::size_t>(*length));
  }

 private:
  static bool is_blank(std::string_view line) {
    return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
  }

  // Reads the fields and says how many bytes the header takes.
  std::size_t read_header(HeaderFields& fields) {
    std::string_view text = reader_.peek(kHeader).substr(0, kHeader);
    const std::size_t version = std::min(text.find('\n'), text.size() - 1) + 1;
    return version + fields.read(text.substr(version));
  }

  static std::optional<std::uint64_t> length_of(const HeaderFields& fields) {
    const auto value = fields.value("content-length");
    std::uint64_t length = 0;
    if (!value || fields.count("content-length") != 1) return std::nullopt;
    const auto [last, error] =
        std::from_chars(value->data(), value->data() + value->size(), length);
    if (error != std::errc() || last != value->data() + value->size()) return std::nullopt;
    return length;
  }

  SourceItem content(const HeaderFields& fields, std::size_t header, std::size_t length) {
    // Behind the content stand two line ends, then a record or nothing.
    std::string_view ahead = reader_.peek(header + length + kLine);
    const bool whole = ahead.size() >= header + length;
    const std::string_view behind = whole ? ahead.substr(header + length) : std::string_view();
    const std::size_t record = std::min(behind.find_first_not_of(" \t\r\n"), behind.size());
    const bool cut = behind.size() - record < kShortest;  // at the end of the file
    const bool follows = cut || begins_record(behind.substr(record));
    if (!whole || !follows) {
      const std::size_t found = next_record(ahead.substr(header));
      reader_.skip(header + found);
      if (header + found == ahead.size()) resynchronise();
      return bad(whole ? "its Content-Length is wrong"
                       : "is cut off, or its Content-Length is wrong");
    }
    SourceItem item = is_packed_too_far(header + length)
                          ? bad(page_unpacked_too_far(context_.page_ratio))
                          : item_of(fields, ahead.substr(header, length));
    reader_.skip(header + length);
    return item;
  }

  bool is_packed_too_far(std::size_t record) {
    if (record <= PackedMember::kLarge) return false;
    const auto member = input_.bytes->member_at(reader_.position());
    return member && is_unpacked_too_far(member->size, member->packed, context_.page_ratio);
  }

  SourceItem item_of(const HeaderFields& fields, std::string_view block) {
    const std::string type(fields.value("warc-type").value_or("unknown"));
    Page page;
    if (type == "response") {
      if (!block.starts_with("HTTP/")) return skipped("response that is no HTTP");
      auto response = read_http_response(block, context_.page_bytes, context_.page_ratio);
      if (!response) return bad(response.error().message);
      if (response->status < 200 || response->status > 299) {
        return skipped("HTTP status " + std::to_string(response->status));
      }
      page.content_type = std::move(response->content_type);
      page.bytes = std::move(response->body);
    } else if (type == "resource" || type == "conversion") {
      page.content_type = fields.value("content-type").value_or("");
      page.bytes = block;
    } else {
      return skipped("record of type " + type);
    }
    if (!is_text(page.content_type)) {
      return skipped("content of type " + page.content_type.substr(0, page.content_type.find(';')));
    }
    if (page.bytes.size() > context_.page_bytes) {
      return bad(page_too_large(context_.page_bytes));
    }
    page.url = fields.value("warc-target-uri").value_or("");
    if (page.url.starts_with('<') && page.url.ends_with('>')) {
      page.url = page.url.substr(1, page.url.size() - 2);
    }
    page.fetched = fields.value("warc-date").value_or("");
    page.name = input_.name + ":" + std::to_string(number_);
    page.place = place();
    return page;
  }

  // To the next line that begins a record.
  void resynchronise() {
    while (true) {
      const std::string_view line = reader_.peek_line(kLine);
      if (line.empty()) return;
      reader_.skip(line.size());
      if (begins_record(reader_.peek_line(kLine))) return;
    }
  }

  SourceItem skipped(std::string reason) const { return SkippedInput{place(), std::move(reason)}; }

  BlockReader reader_;
};

}  // namespace

SourceSpec warc_source() {
  return {"warc",
          "The pages of a web archive: HTTP responses of text, by their record's number.",
          {},
          [](const Input& input) {
            return input.kind == Input::Kind::content && begins_record(input.head);
          },
          [](const Input& input, const Settings&,
             const SourceContext& context) -> Result<std::unique_ptr<Source>> {
            return std::make_unique<WarcSource>(input, context);
          }};
}

}  // namespace medloom::sources
