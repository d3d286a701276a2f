# What `cmake --install` puts in place: the program, and the data where it looks for it
# (pipeline/engine/data_files.h: PREFIX/share/medloom).
include(GNUInstallDirs)

install(TARGETS medloom RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(DIRECTORY "${PROJECT_SOURCE_DIR}/dictionaries" "${PROJECT_SOURCE_DIR}/profiles"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/medloom"
  FILES_MATCHING PATTERN "*.tsv" PATTERN "*.toml" PATTERN "README.md")
install(FILES "${PROJECT_SOURCE_DIR}/LICENSE" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(PROGRAMS "${PROJECT_SOURCE_DIR}/translate/wrappers/apertium"
  DESTINATION "${CMAKE_INSTALL_DATADIR}/medloom/engines")
