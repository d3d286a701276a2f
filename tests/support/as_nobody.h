// Drops root's rights for a while, so that tests of permissions mean something wherever they run.
#pragma once

#include <unistd.h>

namespace medloom::test {

class AsNobody {
 public:
  AsNobody() {
    if (was_root_) dropped_ = ::seteuid(65534) == 0;
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;
  ~AsNobody() {
    if (dropped_) static_cast<void>(::seteuid(0));
  }

  // Whether permissions are enforced now.
  bool works() const { return !was_root_ || dropped_; }

 private:
  bool was_root_ = ::geteuid() == 0;
  bool dropped_ = false;
};

}  // namespace medloom::test
