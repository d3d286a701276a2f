# Run by ctest (tests/library/CMakeLists.txt): installs, builds, runs; any step that fails ends it.
cmake_minimum_required(VERSION 3.25)

set(prefix "${WORK_DIR}/prefix")
file(REMOVE_RECURSE "${WORK_DIR}")
file(MAKE_DIRECTORY "${WORK_DIR}")

function(run)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY "${WORK_DIR}"
    OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE failed)
  if(failed)
    list(JOIN ARGN " " command)
    message(FATAL_ERROR "${command}\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

# What a program of the installed library must have found in the page, with the installed data.
function(expect_reading program)
  run("${CMAKE_COMMAND}" -E env --unset=MEDLOOM_DATA "${program}" "${PAGE}")
  foreach(part IN ITEMS "doctor-qa, en, medloom 0." "question: Are my blood test results normal?" "answer by ")
    string(FIND "${output}" "${part}" found)
    if(found EQUAL -1)
      message(FATAL_ERROR "${program} does not say '${part}':\n${output}")
    endif()
  endforeach()
endfunction()

foreach(component IN ITEMS library dev data)
  run("${CMAKE_COMMAND}" --install "${BUILD_DIR}" --prefix "${prefix}" --component ${component})
endforeach()

# Nothing of the rooms is to be seen from outside.
set(library "${prefix}/${LIBDIR}/libmedloom.so")
run("${NM}" -D -C --defined-only "${library}")
string(REGEX MATCHALL "[^\n]+" symbols "${output}")
set(shown 0)
foreach(symbol IN LISTS symbols)
  if(symbol MATCHES " (medloom::api::|MEDLOOM_0)")
    math(EXPR shown "${shown} + 1")
  else()
    message(FATAL_ERROR "${library} shows ${symbol}")
  endif()
endforeach()
if(shown LESS 5)
  message(FATAL_ERROR "${library} shows ${shown} names only")
endif()

run("${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${CONSUMER_DIR}" -B "${WORK_DIR}/cmake"
  "-DCMAKE_CXX_COMPILER=${CXX}" "-DCMAKE_CXX_FLAGS=${CXX_FLAGS}" "-DCMAKE_PREFIX_PATH=${prefix}")
run("${CMAKE_COMMAND}" --build "${WORK_DIR}/cmake")
expect_reading("${WORK_DIR}/cmake/consumer")

# The same by hand, in C++17, without a warning, from an installation that was moved.
file(RENAME "${prefix}" "${WORK_DIR}/moved")
run("${CMAKE_COMMAND}" -E env "PKG_CONFIG_PATH=${WORK_DIR}/moved/${LIBDIR}/pkgconfig"
  pkg-config --cflags --libs medloom)
separate_arguments(flags UNIX_COMMAND "${output}")
separate_arguments(build_flags UNIX_COMMAND "${CXX_FLAGS}")
run("${CXX}" -std=c++17 -Wall -Wextra -Wpedantic -Werror ${build_flags} "${CONSUMER_DIR}/consumer.cc"
  -o "${WORK_DIR}/by-hand" ${flags} "-Wl,-rpath,${WORK_DIR}/moved/${LIBDIR}")
expect_reading("${WORK_DIR}/by-hand")

# It was the installed data that both read: with a fault in it, the program says so.
file(APPEND "${WORK_DIR}/moved/share/medloom/profiles/pipelines/default.toml" "\nfault = 1\n")
execute_process(COMMAND "${CMAKE_COMMAND}" -E env --unset=MEDLOOM_DATA "${WORK_DIR}/by-hand" "${PAGE}"
  OUTPUT_VARIABLE output ERROR_VARIABLE output RESULT_VARIABLE code)
if(NOT code EQUAL 2 OR NOT output MATCHES "default.toml:[0-9]+:[0-9]+: .*fault")
  message(FATAL_ERROR "not read with the installed data (exit code ${code}):\n${output}")
endif()
