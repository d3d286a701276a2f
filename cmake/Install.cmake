# What `cmake --install` puts in place, by component:
#
#   tool     the program, its manual pages and completions
#   library  libmedloom.so.0
#   dev      headers, the CMake package and the pkg-config file
#   data     dictionaries, profiles and the wrappers of engines, where program and library look for
#            them (pipeline/engine/data_files.h: PREFIX/share/medloom)
include(CMakePackageConfigHelpers)

install(TARGETS medloom RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT tool)
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT tool)
install(FILES "${PROJECT_SOURCE_DIR}/report/dist/LICENSES.txt"  # of what a report holds
  DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME LICENSES-report.txt COMPONENT tool)

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
  DESTINATION "${CMAKE_INSTALL_DATADIR}/medloom/engines" COMPONENT data)
