// What `new` gives and `delete` takes back, for the program: blocks up to a kilobyte wait in lists
// of their thread, by size, until the next one of that size is asked for.
//
// A page is some ten thousand short strings and lists that live as long as a stage or the page. The
// C library keeps seven free blocks of a size at hand; all others it merges with their neighbours
// and cuts again, which took a seventh of the time of a page of text (bench/README.md, decision
// 0059). Every block is one of malloc's, so any thread may give any block back, and what waits is
// given back to malloc when a list is full or the thread ends.
//
// Limits: a thread keeps at most kRoom bytes of a size, 2 MB in all. Only the program is built with
// this; a library does not choose for those who use it. Sanitizers want to see each block, and get
// them. Cost: a dozen instructions either way.
//
// Tested by tests/apps/free_blocks_test.cc.
#include <array>
#include <cstddef>
#include <cstdlib>
#include <new>
#include <utility>

#include <malloc.h>

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

namespace {

constexpr std::size_t kStep = 16;       // sizes of one list
constexpr std::size_t kLargest = 1024;  // a larger block is malloc's from the beginning
constexpr std::size_t kLists = kLargest / kStep + 1;
constexpr std::size_t kRoom = 32 << 10;  // bytes that a list holds

struct Block {
  Block* next;
};

struct List {
  Block* first;
  std::size_t bytes;
};

// Nothing is made or destroyed here, so that they can be asked at any time of a thread's life.
thread_local std::array<List, kLists> lists{};  // NOLINT(*-avoid-non-const-global-variables)
thread_local bool ended = false;                // NOLINT(*-avoid-non-const-global-variables)

void give_back(List& list) {
  while (list.first != nullptr) std::free(std::exchange(list.first, list.first->next));
  list.bytes = 0;
}

struct AtEnd {
  AtEnd() = default;
  AtEnd(const AtEnd&) = delete;
  AtEnd& operator=(const AtEnd&) = delete;
  ~AtEnd() {
    ended = true;
    for (List& list : lists) give_back(list);
  }
};

// Asked for by a thread that keeps a block, so that it is destroyed when the thread ends.
thread_local AtEnd at_end;  // NOLINT(*-avoid-non-const-global-variables)

void* from_malloc(std::size_t size) {
  for (;;) {
    if (void* block = std::malloc(size); block != nullptr) return block;
    const std::new_handler handler = std::get_new_handler();
    if (handler == nullptr) throw std::bad_alloc();
    handler();
  }
}

// What does not happen often, apart from the dozen instructions that do.
[[gnu::noinline]] void keep_in_full_or_empty(void* block, List& list, std::size_t size) {
  static_cast<void>(&at_end);
  if (ended) return std::free(block);
  if (list.bytes + size > kRoom) give_back(list);
  list.first = new (block) Block{list.first};
  list.bytes += size;
}

// `size`: a multiple of kStep that the block has at least.
void keep(void* block, std::size_t size) {
  List& list = lists[size / kStep];
  if (list.bytes == 0 || list.bytes + size > kRoom) return keep_in_full_or_empty(block, list, size);
  list.first = new (block) Block{list.first};
  list.bytes += size;
}

}  // namespace

void* operator new(std::size_t size) {
  const std::size_t rounded = size == 0 ? kStep : (size + kStep - 1) / kStep * kStep;
  if (size > kLargest) return from_malloc(size);
  List& list = lists[rounded / kStep];
  Block* const block = list.first;
  if (block == nullptr) return from_malloc(rounded);
  list.first = block->next;
  list.bytes -= rounded;
  return block;
}

// `size` is what `new` was asked for.
void operator delete(void* block, std::size_t size) noexcept {
  if (block == nullptr) return;
  if (size > kLargest) return std::free(block);
  keep(block, size == 0 ? kStep : (size + kStep - 1) / kStep * kStep);
}

void operator delete(void* block) noexcept {
  if (block == nullptr) return;
  const std::size_t has = malloc_usable_size(block) / kStep * kStep;
  if (has > kLargest) return std::free(block);
  keep(block, has);
}

#endif
