# SPDX-License-Identifier: GPL-3.0-or-later
# What an installation holds and the Debian package made of it.
# The program finds its resources at ../share/rackloom, so a moved prefix works.

set(rackloom_packaging "${PROJECT_SOURCE_DIR}/packaging")

install(TARGETS rackloom RUNTIME DESTINATION bin)
foreach(folder IN ITEMS catalog schema samples lessons prices)
  if(IS_DIRECTORY "${RACKLOOM_RESOURCES}/${folder}")
    install(DIRECTORY "${RACKLOOM_RESOURCES}/${folder}" DESTINATION share/rackloom
      PATTERN CMakeLists.txt EXCLUDE
      PATTERN "*.qrc" EXCLUDE)
  endif()
endforeach()
install(FILES "${rackloom_packaging}/rackloom.desktop" DESTINATION share/applications)
install(FILES "${rackloom_packaging}/org.rackloom.Rackloom.metainfo.xml" DESTINATION share/metainfo)
install(FILES "${rackloom_packaging}/org.rackloom.Rackloom.mime.xml" DESTINATION share/mime/packages
  RENAME org.rackloom.Rackloom.xml)
install(FILES "${rackloom_packaging}/rackloom.svg" DESTINATION share/icons/hicolor/scalable/apps)
install(FILES "${rackloom_packaging}/copyright" DESTINATION share/doc/rackloom)

find_program(RACKLOOM_GZIP gzip)
if(RACKLOOM_GZIP)
  set(rackloom_man "${PROJECT_BINARY_DIR}/rackloom.1.gz")
  execute_process(COMMAND "${RACKLOOM_GZIP}" -9nc "${rackloom_packaging}/rackloom.1"
    OUTPUT_FILE "${rackloom_man}" COMMAND_ERROR_IS_FATAL ANY)
else()
  set(rackloom_man "${rackloom_packaging}/rackloom.1")
endif()
install(FILES "${rackloom_man}" DESTINATION share/man/man1)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME rackloom)
set(CPACK_PACKAGE_VENDOR "The Rackloom developers")
set(CPACK_PACKAGE_CONTACT "The Rackloom developers <rackloom@users.noreply.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "designer for rack-scale AI infrastructure")
set(CPACK_PACKAGE_DESCRIPTION
"Draws halls, racks, trays, fabrics, power and cooling, and shows while
drawing what a design can compute, what it draws, how it is cooled and how
often it breaks. The same engine works on the command line.")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded by name at run time, so the linker does not know them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "qt6-qpa-plugins, libqt6svg6, fonts-dejavu-core")
include(CPack)
