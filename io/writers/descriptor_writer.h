// Buffered writing to a file descriptor that reports every error, also the late ones of close.
#pragma once

#include <string>

#include "io/file_handle.h"
#include "pipeline/engine/ends.h"

namespace medloom {

class DescriptorWriter final : public Writer {
 public:
  // `place` names the output in errors.
  DescriptorWriter(FileHandle file, std::string place)
      : file_(std::move(file)), place_(std::move(place)) {}

  // After the first error every call repeats it. A reader that has gone is `closed_pipe`.
  Result<void> write(std::string_view bytes) override;
  Result<void> close() override;
  // Writes what is buffered and waits until the disk has it.
  Result<void> sync();

 private:
  Result<void> flush();
  Result<void> failed(int error_number);

  FileHandle file_;
  std::string place_;
  std::string buffer_;
  int error_number_ = 0;
};

}  // namespace medloom
