// Packs what goes through it on its way to another writer.
#pragma once

#include <memory>
#include <string>

#include "io/bytes/pack.h"
#include "pipeline/engine/ends.h"

namespace medloom {

class PackedWriter final : public Writer {
 public:
  PackedWriter(std::unique_ptr<Writer> to, Packing packing)
      : to_(std::move(to)), packing_(packing) {}

  Result<void> write(std::string_view bytes) override;
  Result<void> close() override;

 private:
  Result<void> flush();

  std::unique_ptr<Writer> to_;
  Packing packing_;
  std::string piece_;
  bool any_ = false;  // an empty file is packed too: as a piece of nothing
};

}  // namespace medloom
