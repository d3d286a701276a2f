// The viewer of reports, report/dist/report.html, as the build put it into the program.
#pragma once

#include <string_view>

namespace medloom::reports {

// The whole page; the run's data come where it says `<!--data-->`.
std::string_view viewer_page();

}  // namespace medloom::reports
