# The only find_package calls: one place that knows how each library is spelt on Debian 12, and what
# it is called where upstream's own CMake package is installed (vcpkg, newer distributions).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ICU 70 REQUIRED COMPONENTS uc i18n)  # module shipped with CMake; no CONFIG in Debian
find_package(OpenSSL REQUIRED COMPONENTS Crypto)  # SHA-256 of ids and provenance
find_package(nlohmann_json 3.11 REQUIRED CONFIG)
find_package(tomlplusplus REQUIRED CONFIG)
find_package(CLI11 REQUIRED CONFIG)
find_package(tl-expected REQUIRED CONFIG)

# dep_from(<name> <config package> <config target> <pkg-config module>)
# Prefers an upstream CMake package, else pkg-config; defines dep::<name> either way.
function(dep_from name package target module)
  add_library(dep_${name} INTERFACE)
  add_library(dep::${name} ALIAS dep_${name})
  if(package)
    find_package(${package} QUIET CONFIG)
    if(TARGET ${target})
      target_link_libraries(dep_${name} INTERFACE ${target})
      return()
    endif()
  endif()
  pkg_check_modules(PC_${name} REQUIRED IMPORTED_TARGET ${module})
  target_link_libraries(dep_${name} INTERFACE PkgConfig::PC_${name})
endfunction()

dep_from(re2    re2    re2::re2       re2)     # Debian 12: pkg-config only, version says 0.0.0
dep_from(opencc OpenCC OpenCC::OpenCC opencc)  # Debian 12: pkg-config only, version says 1.1.5
dep_from(simdjson simdjson simdjson::simdjson simdjson)
dep_from(zlib     "" "" zlib)
dep_from(zstd     "" "" libzstd)
dep_from(sqlite3  "" "" sqlite3)  # the default knowledge base; FTS5 is part of Debian's build
dep_from(libpq    "" "" libpq)
dep_from(libcurl  "" "" libcurl)  # engines of translation, met in io/engines/http.cc alone
dep_from(pugixml pugixml pugixml::pugixml pugixml)  # TBX and TMX of glossaries

if(MEDLOOM_BUILD_TESTS)
  find_package(GTest REQUIRED)
  dep_from(gumbo "" "" gumbo)  # an oracle for the HTML reader, never an engine
endif()
if(MEDLOOM_BUILD_BENCH)
  find_package(benchmark REQUIRED)
  dep_from(libxml2 LibXml2 LibXml2::LibXml2 libxml-2.0)  # the baseline of the HTML benchmark
  dep_from(hyperscan "" "" libhs)                       # the baseline of the matcher's
endif()
