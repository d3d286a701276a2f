// Streams, unpacking and lines, with every way that data can be cut or damaged.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "io/bytes/content.h"
#include "io/bytes/descriptor_stream.h"
#include "io/bytes/line_reader.h"
#include "io/bytes/unpacked_stream.h"
#include "tests/io/packed.h"
#include "tests/support/temp_folder.h"

namespace medloom {
namespace {

using test::gzip;
using test::TempFolder;
using test::zstd;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Bytes from memory, `piece` at a time, and at their end an error, if there is one to give.
class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string bytes, std::size_t piece = 1 << 20, std::string error = {})
      : bytes_(std::move(bytes)), piece_(piece), error_(std::move(error)) {}

  Result<std::size_t> read(char* to, std::size_t size) override {
    if (at_ == bytes_.size() && !error_.empty()) return fail(ErrorCode::input, error_);
    size = std::min({size, piece_, bytes_.size() - at_});
    bytes_.copy(to, size, at_);
    at_ += size;
    return size;
  }

 private:
  std::string bytes_;
  std::size_t piece_;
  std::string error_;
  std::size_t at_ = 0;
};

// What is inside, and what is said about it behind a "!".
std::string unpacked(const std::string& packed, std::size_t piece) {
  const auto stream = unpack(std::make_shared<MemoryStream>(packed, piece), packing_of(packed));
  std::string bytes;
  char buffer[7];
  while (true) {
    const auto count = stream->read(buffer, sizeof buffer);
    if (!count) return bytes + "! " + count.error().message;
    if (*count == 0) break;
    bytes.append(buffer, *count);
  }
  return stream->complaint().empty() ? bytes : bytes + "! " + stream->complaint();
}

TEST(Unpack, GivesWhatIsInside) {
  const std::string text = "腰痛 low back pain, over and over: low back pain, low back pain";
  for (const std::size_t piece : {1, 2, 3, 1 << 20}) {
    EXPECT_EQ(unpacked(gzip(text), piece), text);
    EXPECT_EQ(unpacked(zstd(text), piece), text);
    EXPECT_EQ(unpacked(gzip(text) + gzip("") + gzip(" more"), piece), text + " more");
    EXPECT_EQ(unpacked(zstd(text) + zstd(" more"), piece), text + " more");
    EXPECT_EQ(unpacked(gzip(text) + std::string(512, '\0'), piece), text) << "padding";
    EXPECT_EQ(unpacked(gzip(gzip(text)), piece), gzip(text)) << "one layer";
  }
}

TEST(Unpack, SaysWhatIsDamagedBehindWhatIsRight) {
  const std::string packed = gzip("some text");
  std::string wrong_sum = packed;
  wrong_sum[packed.size() - 8] ^= 1;
  std::string wrong_length = packed;
  wrong_length.back() ^= 1;
  std::string wrong_data = packed;
  wrong_data[12] ^= 0x55;
  std::string wrong_frame = zstd("some text");
  wrong_frame[4] = '\xFF';
  for (const std::size_t piece : {1, 1 << 20}) {
    EXPECT_EQ(unpacked(packed.substr(0, packed.size() - 8), piece),
              "some text! gzip data are cut off");
    EXPECT_EQ(unpacked(packed.substr(0, 3), piece), "! gzip data are cut off");
    EXPECT_EQ(unpacked(wrong_sum, piece), "some text! gzip data are damaged: incorrect data check");
    EXPECT_EQ(unpacked(wrong_length, piece),
              "some text! gzip data are damaged: incorrect length check");
    EXPECT_THAT(unpacked(wrong_data, piece), HasSubstr("! gzip data are damaged"));
    EXPECT_EQ(unpacked(packed + "garbage", piece),
              "some text! bytes behind the gzip data are none");
    EXPECT_EQ(unpacked(packed + "\x1F\x8B\x08", piece), "some text! gzip data are cut off");
    EXPECT_THAT(unpacked(zstd("some text").substr(0, 10), piece),
                HasSubstr("! zstd data are cut off"));
    EXPECT_THAT(unpacked(wrong_frame, piece), HasSubstr("! zstd data are damaged"));
  }
}

TEST(Unpack, IsToldByTheFirstBytes) {
  EXPECT_EQ(packing_of(gzip("x")), Packing::gzip);
  EXPECT_EQ(packing_of(zstd("x")), Packing::zstd);
  for (const char* head : {"", "\x1F", "\x1F\x8B", "\x1F\x8B\x07", "<html>", "\x28\xB5\x2F"}) {
    EXPECT_EQ(packing_of(head), Packing::none) << head;
  }
}

Result<Input> content_of(const std::string& path, const std::atomic<bool>* stop = nullptr) {
  SourceContext context;
  context.stop = stop;
  Input input;
  input.path = path;
  return open_content(input, FileHandle(::open(path.c_str(), O_RDONLY)), context);
}

TEST(Content, LookingAtTheHeadTakesNothing) {
  const TempFolder folder;
  for (const std::size_t size : {0, 1, 4095, 4096, 4097, 300000}) {
    std::string bytes(size, 'x');
    for (std::size_t i = 0; i < size; i += 7) bytes[i] = static_cast<char>('a' + i % 26);
    for (const auto& [name, stored] :
         {std::pair{"plain", bytes}, {"page.html.gz", gzip(bytes)}, {"page.html", zstd(bytes)}}) {
      auto content = content_of(folder.write(name, stored));
      ASSERT_TRUE(content) << name;
      EXPECT_EQ(content->head, bytes.substr(0, 4096)) << name << size;
      const auto all = read_all(*content->bytes, 300000);
      ASSERT_TRUE(all) << name << size;
      EXPECT_EQ(*all, bytes) << name << size;
    }
  }
  EXPECT_EQ(content_of(folder.write("a.html.gz", gzip("x")))->path, folder.path("a.html"));
  EXPECT_EQ(content_of(folder.write("a.html.gz", "x"))->path, folder.path("a.html.gz"));
}

TEST(Content, WhatIsTooLargeIsNotKept) {
  const TempFolder folder;
  const std::string bomb = gzip(std::string(32 << 20, '\0'));
  ASSERT_LT(bomb.size(), 40000U);
  const auto content = content_of(folder.write("bomb.html.gz", bomb));
  const auto all = read_all(*content->bytes, 1 << 20);
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().message, "page larger than 1048576 bytes (limits.page_bytes)");
  const auto plain = content_of(folder.write("large.html", std::string(11, 'x')));
  EXPECT_FALSE(read_all(*plain->bytes, 10));
}

TEST(Content, RefusesWhatIsNoFile) {
  EXPECT_FALSE(content_of("/tmp"));
  EXPECT_FALSE(open_descriptor(FileHandle(), nullptr));
  const auto zero = content_of("/dev/zero");
  ASSERT_TRUE(zero);
  EXPECT_THAT(read_all(*zero->bytes, 1 << 20).error().message, HasSubstr("larger than 1048576"));
}

TEST(DescriptorStream, NoticesThatAFileChanges) {
  const TempFolder folder;
  const std::string path = folder.write("a.txt", std::string(10000, 'x'));
  const auto content = content_of(path);
  ASSERT_TRUE(content);
  ASSERT_EQ(::truncate(path.c_str(), 5000), 0);
  EXPECT_EQ(read_all(*content->bytes, 1 << 20).error().message, "changed while it was read");
}

TEST(DescriptorStream, GivesUpOnASilentPipeWhenAskedToStop) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const FileHandle writing(ends[1]);
  std::atomic<bool> stop{false};
  std::jthread stopper([&stop] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop = true;
  });
  const auto stream = open_descriptor(FileHandle(ends[0]), &stop);
  ASSERT_TRUE(stream);
  const auto bytes = read_all(**stream, 100);
  ASSERT_FALSE(bytes);
  EXPECT_THAT(bytes.error().message, HasSubstr("stopped"));
}

std::vector<std::string> lines_of(const std::string& bytes, std::size_t piece,
                                  std::uint64_t limit = 100, const std::string& error = {}) {
  MemoryStream stream(bytes, piece, error);
  LineReader reader(stream, limit);
  std::vector<std::string> lines;
  while (true) {
    const auto line = reader.next();
    if (!line) {
      lines.push_back("! " + line.error().message);
      break;
    }
    if (!*line) break;
    lines.push_back(std::to_string((*line)->number) +
                    ((*line)->too_long ? " too long" : "=" + std::string((*line)->text)));
  }
  return lines;
}

TEST(LineReader, GivesLinesWithTheirNumbers) {
  for (const std::size_t piece : {1, 2, 3, 1000}) {
    EXPECT_THAT(lines_of("", piece), ElementsAre());
    EXPECT_THAT(lines_of("a", piece), ElementsAre("1=a"));
    EXPECT_THAT(lines_of("a\n", piece), ElementsAre("1=a"));
    EXPECT_THAT(lines_of("a\r\n\r\n\nb\r", piece), ElementsAre("1=a", "2=", "3=", "4=b"));
    EXPECT_THAT(lines_of("\n\n", piece), ElementsAre("1=", "2="));
  }
}

TEST(LineReader, PassesOverLinesThatAreTooLong) {
  for (const std::size_t piece : {1, 2, 1000}) {
    EXPECT_THAT(lines_of("123\n1234\n123", piece, 3), ElementsAre("1=123", "2 too long", "3=123"));
    EXPECT_THAT(lines_of("a\n" + std::string(2000, 'x'), piece, 3),
                ElementsAre("1=a", "2 too long"));
    EXPECT_THAT(lines_of(std::string(2000, 'x') + "\nb", piece, 3),
                ElementsAre("1 too long", "2=b"));
  }
  const std::string huge(5 << 20, 'x');
  EXPECT_THAT(lines_of(huge + "\nb\n" + huge, 1 << 20, 1 << 20),
              ElementsAre("1 too long", "2=b", "3 too long"));
}

TEST(LineReader, ALineWhoseEndCannotBeReadIsGivenUp) {
  EXPECT_THAT(lines_of("a\nb\nhalf", 1, 100, "cut off"), ElementsAre("1=a", "2=b", "! cut off"));
  EXPECT_THAT(lines_of("", 1, 100, "cut off"), ElementsAre("! cut off"));
}

}  // namespace
}  // namespace medloom
