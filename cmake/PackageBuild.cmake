# How packages are built: hardened, and with nothing in the files that tells where they were built.
#
# Off for everyday builds, whose objects stay as they are in the compiler's cache.
# packaging/reproducible.sh builds twice in two folders and compares. Why: docs/decisions/0031-packages.md.
option(MEDLOOM_PACKAGE "Build as packages are: hardened, without paths of the build" OFF)
option(MEDLOOM_HARDENED "Compile and link with what stops or hampers memory faults" ${MEDLOOM_PACKAGE})

if(MEDLOOM_PACKAGE)
  add_compile_options("-ffile-prefix-map=${PROJECT_BINARY_DIR}=." "-ffile-prefix-map=${PROJECT_SOURCE_DIR}=.")
  set(CMAKE_SKIP_INSTALL_RPATH ON)
endif()

if(MEDLOOM_HARDENED)
  include(CheckCXXCompilerFlag)
  add_compile_definitions($<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2>)  # asks for optimisation
  add_compile_options(-Wformat -Werror=format-security -fstack-protector-strong)
  foreach(flag IN ITEMS -fstack-clash-protection -fcf-protection)  # not of every processor
    string(MAKE_C_IDENTIFIER "MEDLOOM_KNOWS${flag}" known)
    check_cxx_compiler_flag(${flag} ${known})
    if(${known})
      add_compile_options(${flag})
    endif()
  endforeach()
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  include(CheckPIESupported)
  check_pie_supported(LANGUAGES CXX)
  add_link_options(-Wl,-z,relro -Wl,-z,now -Wl,-z,noexecstack)
endif()
