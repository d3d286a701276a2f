// apps/medloom/free_blocks.cc is built into this program as it is into medloom.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace medloom {
namespace {

// Each block filled with a byte of its own, so that two that overlap are seen.
class Blocks {
 public:
  explicit Blocks(const std::vector<std::size_t>& sizes) {
    for (const std::size_t size : sizes) {
      auto* const block = static_cast<unsigned char*>(::operator new(size));
      blocks_.push_back({block, size});
      std::memset(block, mark(blocks_.size() - 1), size);
    }
  }
  Blocks(const Blocks&) = delete;
  Blocks& operator=(const Blocks&) = delete;
  ~Blocks() { give_back(); }

  bool whole() const {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const auto [block, size] = blocks_[i];
      if (!std::all_of(block, block + size, [i](unsigned char c) { return c == mark(i); })) {
        return false;
      }
    }
    return true;
  }
  bool aligned() const {
    return std::all_of(blocks_.begin(), blocks_.end(), [](const auto& block) {
      return reinterpret_cast<std::uintptr_t>(block.first) % __STDCPP_DEFAULT_NEW_ALIGNMENT__ == 0;
    });
  }
  // Half of them with their size and half without, as code of either kind does.
  void give_back() {
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
      const auto [block, size] = blocks_[i];
      i % 2 == 0 ? ::operator delete(block, size) : ::operator delete(block);
    }
    blocks_.clear();
  }

 private:
  static unsigned char mark(std::size_t i) { return static_cast<unsigned char>(i * 37 + 11); }

  std::vector<std::pair<unsigned char*, std::size_t>> blocks_;
};

// Around each end of a list, and beyond the last.
std::vector<std::size_t> sizes(std::size_t times) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < times; ++i) {
    for (std::size_t size = 0; size <= 1100; size += 15) all.push_back(size + i % 3);
  }
  return all;
}

TEST(FreeBlocks, AreEachTheirOwnHoweverOftenTheyComeBack) {
  for (int round = 0; round < 5; ++round) {
    Blocks blocks(sizes(static_cast<std::size_t>(1 + round * 20)));
    EXPECT_TRUE(blocks.whole());
    EXPECT_TRUE(blocks.aligned());
  }
}

TEST(FreeBlocks, MayBeGivenBackByAnotherThreadAndOutliveTheirs) {
  std::unique_ptr<Blocks> made;
  std::thread([&] { made = std::make_unique<Blocks>(sizes(50)); }).join();
  const Blocks own(sizes(10));
  EXPECT_TRUE(made->whole());
  std::thread([&] { made->give_back(); }).join();
  const Blocks again(sizes(50));
  EXPECT_TRUE(own.whole());
  EXPECT_TRUE(again.whole());
}

TEST(FreeBlocks, NothingIsGivenBackAsNothing) {
  ::operator delete(static_cast<void*>(nullptr));
  ::operator delete (static_cast<void*>(nullptr), std::size_t{16});
}

TEST(FreeBlocks, AStrictAlignmentIsKept) {
  struct alignas(64) Wide {
    char bytes[64];  // NOLINT(*-avoid-c-arrays)
  };
  std::vector<std::unique_ptr<Wide>> wide;
  for (int i = 0; i < 100; ++i) {
    wide.push_back(std::make_unique<Wide>());
    EXPECT_EQ(reinterpret_cast<std::uintptr_t>(wide.back().get()) % 64, 0U);
  }
}

// A thread's own things may be destroyed behind its lists.
TEST(FreeBlocks, AreTakenAtTheVeryEndOfAThread) {
  struct Late {
    std::vector<std::string> texts;
    ~Late() { texts.assign(100, std::string(40, 'x')); }
  };
  std::thread([] {
    thread_local Late late;
    late.texts.emplace_back(100, 'y');
  }).join();
}

}  // namespace
}  // namespace medloom
