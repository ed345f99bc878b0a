# SPDX-License-Identifier: GPL-3.0-or-later
# Options, warnings, sanitizers, compiler cache and linker; everything our own
# targets share is carried by the interface target rl_options.

option(RACKLOOM_WERROR "Treat compiler warnings as errors" OFF)
option(RACKLOOM_PCH "Precompile the headers of the standard library and of Qt" OFF)
option(RACKLOOM_BENCHMARKS "Build the benchmarks when Google Benchmark is found" ON)
option(RACKLOOM_SOURCE_TREE "Let the program fall back to resources/ of the source tree; off for packages" ON)
set(RACKLOOM_SANITIZE "" CACHE STRING "address (with undefined), thread, or empty")
set_property(CACHE RACKLOOM_SANITIZE PROPERTY STRINGS "" address thread)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# NDEBUG silences the assertions of Eigen and the standard library only; RL_CHECK stays on.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(RACKLOOM_RESOURCES "${PROJECT_SOURCE_DIR}/resources")

add_library(rl_options INTERFACE)
target_include_directories(rl_options INTERFACE "${PROJECT_SOURCE_DIR}")
# Qt's lower-case keywords would eat the field RackDesign::slots; write Q_SIGNALS, Q_SLOTS, Q_EMIT.
target_compile_definitions(rl_options INTERFACE QT_NO_KEYWORDS)
target_compile_options(rl_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wold-style-cast
  $<$<BOOL:${RACKLOOM_WERROR}>:-Werror>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 reports overlapping and overlong copies in std::string that do not exist (GCC bug 105651); with
  # precompiled headers it no longer sees that they are in headers of the system.
  target_compile_options(rl_options INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow
    -Wno-stringop-overread)
endif()

if(RACKLOOM_SANITIZE STREQUAL "address")
  set(rackloom_sanitizers -fsanitize=address,undefined)
elseif(RACKLOOM_SANITIZE STREQUAL "thread")
  set(rackloom_sanitizers -fsanitize=thread)
elseif(RACKLOOM_SANITIZE)
  message(FATAL_ERROR "RACKLOOM_SANITIZE is '${RACKLOOM_SANITIZE}'; use address, thread or leave it empty")
endif()
if(RACKLOOM_SANITIZE)
  target_compile_options(rl_options INTERFACE
    ${rackloom_sanitizers} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(rl_options INTERFACE ${rackloom_sanitizers})
endif()

find_program(RACKLOOM_CCACHE ccache)
if(RACKLOOM_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # Without the two relaxations a precompiled header makes every compilation a miss; what a source reads is taken
  # from the compiler's own list, so that a miss does not preprocess it twice.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env CCACHE_SLOPPINESS=pch_defines,time_macros
    CCACHE_DEPEND=1 "${RACKLOOM_CCACHE}")
endif()

include(CheckLinkerFlag)
find_program(RACKLOOM_MOLD mold)
if(RACKLOOM_MOLD)
  check_linker_flag(CXX -fuse-ld=mold RACKLOOM_LINKS_WITH_MOLD)
  if(RACKLOOM_LINKS_WITH_MOLD)
    add_link_options(-fuse-ld=mold)
  endif()
endif()

# Headers that nearly every source of ours reads; only foreign ones, so that no edit of ours outdates them.
set(RACKLOOM_COMMON_HEADERS <algorithm> <array> <cmath> <compare> <cstdint> <functional> <map> <memory> <numeric>
  <optional> <set> <span> <string> <string_view> <unordered_map> <utility> <variant> <vector>)

# Precompiles the common headers and those named for all sources of a target.
function(rackloom_precompile target)
  if(NOT RACKLOOM_PCH)
    return()
  endif()
  target_precompile_headers(${target} PRIVATE ${RACKLOOM_COMMON_HEADERS} ${ARGN})
  rackloom_show_precompiled(${target})
endfunction()

# The compiler cache needs to see what the precompiled header stands for.
function(rackloom_show_precompiled target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess)
  endif()
endfunction()

# A library of ours: static, with the shared options. QT runs moc and rcc for it.
# Its sources are listed by the CMakeLists.txt of each folder below.
function(rackloom_add_library name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "QT" "" "LIBS")
  add_library(${name} STATIC)
  target_link_libraries(${name} PUBLIC rl_options ${arg_LIBS})
  if(arg_QT)
    # moc 6.4 cannot parse <concepts> of GCC 12, which <compare> brings in; it needs neither.
    set_target_properties(${name} PROPERTIES AUTOMOC ON AUTORCC ON
      AUTOMOC_MOC_OPTIONS "-D_GLIBCXX_CONCEPTS")
    target_compile_definitions(${name} PRIVATE QT_NO_CAST_TO_ASCII)
  endif()
  set_property(GLOBAL APPEND PROPERTY RACKLOOM_LIBRARIES ${name})
endfunction()

# Adds every folder below that lists sources, so that a new one needs no line here.
function(rackloom_add_folders)
  file(GLOB lists CONFIGURE_DEPENDS RELATIVE "${CMAKE_CURRENT_SOURCE_DIR}" */CMakeLists.txt)
  foreach(list IN LISTS lists)
    cmake_path(GET list PARENT_PATH folder)
    add_subdirectory("${folder}")
  endforeach()
endfunction()

# CMake 3.25 with Ninja does not run moc again when only the list of sources grew,
# and a new Q_OBJECT then misses at link time. Forgetting the time stamp makes it look.
function(rackloom_rescan_moc target)
  get_target_property(folder ${target} BINARY_DIR)
  get_target_property(sources ${target} SOURCES)
  set(seen "${folder}/${target}.moc-sources")
  set(before "")
  if(EXISTS "${seen}")
    file(READ "${seen}" before)
  endif()
  set(now "${sources};${ARGN}")
  if(NOT before STREQUAL now)
    file(WRITE "${seen}" "${now}")
    file(REMOVE "${folder}/${target}_autogen/timestamp")
  endif()
endfunction()

# To be called once all folders are read. A layer whose folders hold no source yet
# still links: it gets one empty unit.
function(rackloom_finish_libraries)
  get_property(libraries GLOBAL PROPERTY RACKLOOM_LIBRARIES)
  foreach(library IN LISTS libraries)
    get_target_property(sources ${library} SOURCES)
    if(NOT sources)
      set(unit "${PROJECT_BINARY_DIR}/empty/${library}.cpp")
      file(CONFIGURE OUTPUT "${unit}" CONTENT "// ${library} has no sources yet.\n")
      target_sources(${library} PRIVATE "${unit}")
    endif()
    get_target_property(moc ${library} AUTOMOC)
    if(moc)
      file(GLOB_RECURSE headers CONFIGURE_DEPENDS views/*.h app/*.h model/document/*.h model/storage/*.h)
      rackloom_rescan_moc(${library} ${headers})
    endif()
  endforeach()
endfunction()
