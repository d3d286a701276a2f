// A WRITE step that leaves the record as it is says so by being one of these too. What readers see
// is complete when the last of the other steps is done: then the pipeline takes the content hash.
#pragma once

namespace medloom {

class OnlyReads {
 public:
  virtual ~OnlyReads() = default;
};

}  // namespace medloom
