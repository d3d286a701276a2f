# Warnings that our own targets compile with; errors with -DMEDLOOM_WERROR=ON (the CI presets).
option(MEDLOOM_WERROR "Treat warnings as errors" OFF)
add_library(medloom_warnings INTERFACE)
target_compile_options(medloom_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  # g++ 12 sees overlapping copies in "x" + string at -O3 where there are none (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>
  $<$<BOOL:${MEDLOOM_WERROR}>:-Werror>)
