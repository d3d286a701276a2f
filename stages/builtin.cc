// One table, in running order: a stage that is not here does not exist. A table rather than
// self-registration, because a linker drops object files nobody refers to, and because the order of
// the pipeline should be readable in one place.
#include "stages/builtin.h"

#include "stages/stages.h"

namespace medloom {

const StageTable& builtin_stages() {
  static const StageTable kStages = {
      stages::decode_stage(),     // READ   bytes → text: the charset and nothing else
      stages::extract_stage(),    //        text → blocks in reading order, and page facts
      stages::repair_stage(),     // EDIT   mends what scraping and encodings broke
      stages::structure_stage(),  //        page kind, roles, fields: what each block is for
      stages::guard_stage(),      //        orders to a language model
      stages::redact_stage(),     //        what names or reaches a person
      stages::normalize_stage(),  //        dictionaries: repairs, flags, links
      stages::convert_stage(),    //        Han script and region
      stages::assemble_stage(),   // WRITE  labelled text → one record
      stages::translate_stage(),  //        labels of fields, translations that a memory knows
      stages::check_stage(),      //        schema and invariants
  };
  return kStages;
}

}  // namespace medloom
