# SPDX-License-Identifier: GPL-3.0-or-later
# rackloom_add_test(name SOURCES a.cpp ... LIBS rl_model ... [LABELS ...] [TIMEOUT s] [ENV A=b ...] [PLAIN])
#
# Makes a QtTest program and registers it with ctest. PLAIN leaves Qt out, for
# programs that only return 0 or not. The label is the folder below tests/.
# The test runs in its own build folder, so what it writes never lands in the
# source tree; it finds its material through RACKLOOM_TEST_DATA (tests/data) and
# RACKLOOM_SOURCE_RESOURCES (resources).

if(BUILD_TESTING)
  add_custom_target(rackloom_tests COMMENT "All test programs are built")
  # One precompiled header for all test programs. QtTest is not in it: it reads a macro that differs by folder.
  if(RACKLOOM_PCH)
    file(CONFIGURE OUTPUT "${PROJECT_BINARY_DIR}/empty/tests.cpp" CONTENT "// For the precompiled header of tests.\n")
    add_library(rl_test_headers OBJECT "${PROJECT_BINARY_DIR}/empty/tests.cpp")
    target_link_libraries(rl_test_headers PRIVATE rl_options Qt6::Core)
    rackloom_precompile(rl_test_headers <QtCore>)
  endif()
endif()

set(RACKLOOM_TEST_ENVIRONMENT
  QT_QPA_PLATFORM=offscreen
  QT_LOGGING_RULES=qt.qpa.*=false
  LANG=C.UTF-8
  LC_ALL=C.UTF-8
  TZ=UTC
  ASAN_OPTIONS=detect_leaks=1
  UBSAN_OPTIONS=print_stacktrace=1
  TSAN_OPTIONS=ignore_noninstrumented_modules=1)

function(rackloom_add_test name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "PLAIN" "TIMEOUT" "SOURCES;LIBS;LABELS;ENV")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_SOURCES)
    message(FATAL_ERROR "rackloom_add_test(${name}): needs SOURCES, and does not know '${arg_UNPARSED_ARGUMENTS}'")
  endif()
  if(NOT arg_TIMEOUT)
    set(arg_TIMEOUT 120)
  endif()
  if(RACKLOOM_SANITIZE)
    math(EXPR arg_TIMEOUT "${arg_TIMEOUT} * 4")
  endif()
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY "${PROJECT_SOURCE_DIR}/tests"
    OUTPUT_VARIABLE folder)
  string(REGEX REPLACE "/.*" "" folder "${folder}")
  set(labels ${folder} ${arg_LABELS})
  set(environment ${RACKLOOM_TEST_ENVIRONMENT} ${arg_ENV})

  add_executable(${name} ${arg_SOURCES})
  target_link_libraries(${name} PRIVATE rl_options ${arg_LIBS})
  if(NOT arg_PLAIN)
    set_target_properties(${name} PROPERTIES AUTOMOC ON AUTORCC ON AUTOMOC_MOC_OPTIONS "-D_GLIBCXX_CONCEPTS")
    target_link_libraries(${name} PRIVATE Qt6::Test)
    rackloom_rescan_moc(${name})
    if(RACKLOOM_PCH)
      target_precompile_headers(${name} REUSE_FROM rl_test_headers)
      rackloom_show_precompiled(${name})
    endif()
  endif()
  target_compile_definitions(${name} PRIVATE
    RACKLOOM_SOURCE_RESOURCES="${RACKLOOM_RESOURCES}"
    RACKLOOM_TEST_DATA="${PROJECT_SOURCE_DIR}/tests/data")
  add_dependencies(rackloom_tests ${name})

  set(run_in "${CMAKE_CURRENT_BINARY_DIR}/${name}.run")
  file(MAKE_DIRECTORY "${run_in}")
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${run_in}")
  set_tests_properties(${name} PROPERTIES
    TIMEOUT ${arg_TIMEOUT}
    LABELS "${labels}"
    ENVIRONMENT "${environment}")
endfunction()
