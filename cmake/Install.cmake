# What `cmake --install` puts in place, by component:
#
#   tool     the program, its manual pages and completions, the wrappers of engines
#   library  libmedloom.so.0
#   dev      headers, the CMake package and the pkg-config file
#   data     dictionaries and profiles, where program and library look for them
#            (pipeline/engine/data_files.h: PREFIX/share/medloom)
include(CMakePackageConfigHelpers)

install(TARGETS medloom RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT tool)
if(NOT MEDLOOM_PACKAGE)  # where Debian wants these in forms of its own: DebianPackages.cmake
  install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" "${PROJECT_SOURCE_DIR}/CHANGELOG.md"
    DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT tool)
  install(FILES "${PROJECT_SOURCE_DIR}/report/dist/LICENSES.txt"  # of what a report holds
    DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME LICENSES-report.txt COMPONENT tool)
endif()

# The tool writes its own manual.
set(manual "${PROJECT_BINARY_DIR}/manual")
add_custom_command(OUTPUT "${manual}.made"
  COMMAND "${PROJECT_SOURCE_DIR}/packaging/manual.sh" "$<TARGET_FILE:medloom>" "${manual}"
  COMMAND "${CMAKE_COMMAND}" -E touch "${manual}.made"
  DEPENDS medloom "${PROJECT_SOURCE_DIR}/packaging/manual.sh" VERBATIM)
add_custom_target(medloom_manual ALL DEPENDS "${manual}.made")
install(DIRECTORY "${manual}/man1" DESTINATION "${CMAKE_INSTALL_MANDIR}" COMPONENT tool)
install(DIRECTORY "${manual}/bash/" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions" COMPONENT tool)
install(DIRECTORY "${manual}/zsh/" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions" COMPONENT tool)
install(DIRECTORY "${manual}/fish/" DESTINATION "${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d" COMPONENT tool)

# Pages to begin with, for whoever has no source tree: docs/get-started.md.
foreach(sample IN ITEMS article-translated doctorqna-html faq-english zh-hans-qa zh-hant-qa not-a-page)
  file(GLOB inputs "${PROJECT_SOURCE_DIR}/samples/${sample}/input.*")
  foreach(input IN LISTS inputs)
    cmake_path(GET input EXTENSION LAST_ONLY ending)
    install(FILES "${input}" DESTINATION "${CMAKE_INSTALL_DOCDIR}/examples" RENAME "${sample}${ending}"
      COMPONENT tool)
  endforeach()
endforeach()

install(TARGETS medloom_shared EXPORT medloom
  LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT library NAMELINK_COMPONENT dev
  INCLUDES DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/include/medloom" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}"
  COMPONENT dev FILES_MATCHING PATTERN "*.h")

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/medloom")
install(EXPORT medloom NAMESPACE medloom:: FILE medloomConfig.cmake DESTINATION "${package_dir}" COMPONENT dev)
# Before 1.0 a minor version may change the library's interface.
write_basic_package_version_file("${PROJECT_BINARY_DIR}/generated/medloomConfigVersion.cmake"
  COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/generated/medloomConfigVersion.cmake"
  DESTINATION "${package_dir}" COMPONENT dev)

file(RELATIVE_PATH prefix_from_pc "${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig" "${CMAKE_INSTALL_PREFIX}")
configure_file(cmake/medloom.pc.in generated/medloom.pc @ONLY)
install(FILES "${PROJECT_BINARY_DIR}/generated/medloom.pc"
  DESTINATION "${CMAKE_INSTALL_LIBDIR}/pkgconfig" COMPONENT dev)

# One by one, as sources lie beside them.
file(GLOB_RECURSE data_files CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
  "${PROJECT_SOURCE_DIR}/dictionaries/*.tsv" "${PROJECT_SOURCE_DIR}/dictionaries/README.md"
  "${PROJECT_SOURCE_DIR}/profiles/*.toml")
foreach(file IN LISTS data_files)
  cmake_path(GET file PARENT_PATH folder)
  install(FILES "${PROJECT_SOURCE_DIR}/${file}"
    DESTINATION "${CMAKE_INSTALL_DATADIR}/medloom/${folder}" COMPONENT data)
endforeach()
install(PROGRAMS "${PROJECT_SOURCE_DIR}/translate/wrappers/apertium"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/medloom/engines" COMPONENT tool)
