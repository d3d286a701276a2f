# The four Debian packages, one a component of Install.cmake. packaging/build.sh makes them.
set(version "${PROJECT_VERSION}-1")
get_target_property(soversion medloom_shared SOVERSION)
set(library "libmedloom${soversion}")

# What Debian wants in each package: whose work is in it, and the changelog. Libraries that are headers
# are compiled in; what they ask for stands in their own packages.
file(READ "${PROJECT_SOURCE_DIR}/report/dist/LICENSES.txt" report_licenses)
configure_file(packaging/debian/copyright.in generated/copyright @ONLY)
foreach(compiled_in IN ITEMS libcli11-dev libexpected-dev libtomlplusplus-dev nlohmann-json3-dev)
  file(READ "/usr/share/doc/${compiled_in}/copyright" papers)
  file(APPEND "${PROJECT_BINARY_DIR}/generated/copyright" "\n\n== ${compiled_in} ==\n\n${papers}")
endforeach()

function(medloom_package_papers component package)
  set(papers "${PROJECT_BINARY_DIR}/papers/${package}")
  configure_file("${PROJECT_BINARY_DIR}/generated/copyright" "${papers}/copyright" COPYONLY)
  execute_process(COMMAND gzip -9nc "${PROJECT_SOURCE_DIR}/packaging/debian/changelog"
    OUTPUT_FILE "${papers}/changelog.Debian.gz" COMMAND_ERROR_IS_FATAL ANY)
  install(DIRECTORY "${papers}/" DESTINATION "${CMAKE_INSTALL_DATADIR}/doc/${package}" COMPONENT ${component})
endfunction()
medloom_package_papers(tool medloom)
medloom_package_papers(library ${library})
medloom_package_papers(dev libmedloom-dev)
medloom_package_papers(data medloom-data)
execute_process(COMMAND gzip -9nc "${PROJECT_SOURCE_DIR}/CHANGELOG.md"
  OUTPUT_FILE "${PROJECT_BINARY_DIR}/papers/medloom/changelog.gz" COMMAND_ERROR_IS_FATAL ANY)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME medloom)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "")  # each package has its own
set(CPACK_PACKAGE_CONTACT "medloom maintainers <maintainers@medloom.example>")
set(CPACK_PACKAGING_INSTALL_PREFIX "${CMAKE_INSTALL_PREFIX}")
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL tool library dev data)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS "${PROJECT_SOURCE_DIR}/packaging/stage.cmake")

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_GENERATE_SHLIBS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_TOOL_PACKAGE_NAME medloom)
set(CPACK_DEBIAN_TOOL_PACKAGE_SECTION science)
set(CPACK_DEBIAN_TOOL_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_TOOL_PACKAGE_DEPENDS "medloom-data (= ${version}), libopencc-data")
set(CPACK_DEBIAN_TOOL_PACKAGE_RECOMMENDS python3)  # the wrapper of apertium
set(CPACK_DEBIAN_TOOL_PACKAGE_SUGGESTS "apertium, apertium-apy, postgresql")
set(CPACK_DEBIAN_TOOL_DESCRIPTION "scraped health pages to structured records of Q&A
medloom turns scraped health pages (HTML, text, Markdown, archives; English,
simplified and traditional Chinese) into JSON records of questions and answers.
It repairs terms that machine translation got wrong, converts Han script and
regions, takes out personal data and links concepts. Every change leads back to
the rule, the dictionary row and the bytes of the page.")

set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME ${library})
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libs)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SHLIBDEPS ON)
file(WRITE "${PROJECT_BINARY_DIR}/papers/triggers" "activate-noawait ldconfig\n")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_CONTROL_EXTRA "${PROJECT_BINARY_DIR}/papers/triggers")
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS "medloom-data (= ${version}), libopencc-data")
set(CPACK_DEBIAN_LIBRARY_DESCRIPTION "scraped health pages to records - shared library
libmedloom does what the program medloom does with one page: bytes in, a record
of questions and answers or a reason out.
.
This package holds the shared library.")

set(CPACK_DEBIAN_DEV_PACKAGE_NAME libmedloom-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "${library} (= ${version})")
set(CPACK_DEBIAN_DEV_DESCRIPTION "scraped health pages to records - development files
libmedloom does what the program medloom does with one page: bytes in, a record
of questions and answers or a reason out.
.
This package holds the headers, the CMake package and the pkg-config file.")

set(CPACK_DEBIAN_DATA_PACKAGE_NAME medloom-data)
set(CPACK_DEBIAN_DATA_PACKAGE_SECTION science)
set(CPACK_DEBIAN_DATA_PACKAGE_ARCHITECTURE all)
set(CPACK_DEBIAN_DATA_DESCRIPTION "dictionaries and profiles of medloom
What medloom and libmedloom read: terms that machine translation gets wrong,
concepts, Han words and regions, rules of privacy, pipeline and site profiles.")

include(CPack)
