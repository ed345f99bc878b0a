# SPDX-License-Identifier: GPL-3.0-or-later
# rl_headers compiles each header alone, so that none leans on what was included
# before it. Not part of the normal build: cmake --build --preset headers.

set(rackloom_header_units)
foreach(layer IN ITEMS model analytics views app)
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS RELATIVE "${PROJECT_SOURCE_DIR}"
    "${PROJECT_SOURCE_DIR}/${layer}/*.h")
  foreach(header IN LISTS headers)
    set(unit "${PROJECT_BINARY_DIR}/headers/${header}.cpp")
    file(CONFIGURE OUTPUT "${unit}" CONTENT "#include \"${header}\"\n#include \"${header}\"\n")
    list(APPEND rackloom_header_units "${unit}")
  endforeach()
endforeach()

add_library(rl_headers OBJECT EXCLUDE_FROM_ALL ${rackloom_header_units})
target_link_libraries(rl_headers PRIVATE rl_options
  Qt6::Widgets Qt6::Charts Qt6::Svg Eigen3::Eigen Boost::headers
  nlohmann_json::nlohmann_json CLI11::CLI11 Threads::Threads)
if(RACKLOOM_SOURCE_TREE)
  target_compile_definitions(rl_headers PRIVATE RACKLOOM_SOURCE_RESOURCES="${RACKLOOM_RESOURCES}")
endif()
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  # A header alone leaves its constants and internal functions unused.
  target_compile_options(rl_headers PRIVATE -Wno-unused-const-variable -Wno-unneeded-internal-declaration)
endif()
