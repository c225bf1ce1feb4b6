# One room = one folder = one library = one test program.
#
#   mlir_rl_room(NAME [MLIR] [DEPS room|library...])
#
# Sources are x.cc beside x.h; x_test.cc beside them goes into NAME_test. MLIR marks a room whose door
# is MLIR: only such rooms see its headers, through one precompiled header shared by all of them.
#
#   mlir_rl_test_program(NAME [MLIR] SOURCES file... DEPS library...)
#
# One GoogleTest program, each test one ctest test. The suite's name says how it runs: a suite that ends in
# Timing runs while no other test does (for tests that measure time), one that ends in Slow runs only in
# `make test-slow`, one that ends in TimingSlow is both.
add_library(mlir_rl_warnings INTERFACE)
target_compile_options(mlir_rl_warnings INTERFACE -Wall -Wextra -Werror -Wno-unused-parameter -Wno-missing-designated-field-initializers)
if(MLIR_RL_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-sanitize=vptr,function -fno-omit-frame-pointer)
  add_link_options(-fsanitize=address,undefined)
endif()

# Learning and scheduling allocate small pieces all the time; mimalloc, linked first, serves them faster. Not in workers:
# it calls mprotect, which their children may not. Sanitizers bring their own.
function(mlir_rl_fast_malloc target)
  if(NOT MLIR_RL_SANITIZE)
    target_link_options(${target} BEFORE PRIVATE -Wl,--no-as-needed ${MIMALLOC_LIBRARY} -Wl,--as-needed)
  endif()
endfunction()

add_library(mlir_rl_mlir INTERFACE)
target_include_directories(mlir_rl_mlir SYSTEM INTERFACE ${MLIR_INCLUDE_DIRS} ${LLVM_INCLUDE_DIRS})
target_compile_definitions(mlir_rl_mlir INTERFACE ${LLVM_DEFINITIONS_LIST})
target_link_libraries(mlir_rl_mlir INTERFACE MLIR LLVM)

add_library(mlir_rl_pch OBJECT ${CMAKE_CURRENT_LIST_DIR}/pch.cc)
target_precompile_headers(mlir_rl_pch PUBLIC ${CMAKE_CURRENT_LIST_DIR}/pch.h)
target_compile_options(mlir_rl_pch PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
target_link_libraries(mlir_rl_pch PUBLIC mlir_rl_mlir mlir_rl_warnings tl::expected nlohmann_json::nlohmann_json)

function(mlir_rl_settings target)
  cmake_parse_arguments(ARG "MLIR" "" "" ${ARGN})
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:include>)
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:mlir_rl_warnings>)
  if(ARG_MLIR)
    target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:mlir_rl_mlir> $<INSTALL_INTERFACE:MLIR> $<INSTALL_INTERFACE:LLVM>)
    target_precompile_headers(${target} REUSE_FROM mlir_rl_pch)
    # Programs would be compiled with -fPIE, which the precompiled header (-fPIC) does not fit.
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE OFF)
    target_compile_options(${target} PRIVATE -fPIC)
  endif()
endfunction()

function(mlir_rl_test_program name)
  cmake_parse_arguments(ARG "MLIR" "" "SOURCES;DEPS" ${ARGN})
  set(mlir "")
  if(ARG_MLIR)
    set(mlir MLIR)
  endif()
  add_executable(${name} ${ARG_SOURCES})
  mlir_rl_settings(${name} ${mlir})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${name} PRIVATE ${ARG_DEPS} GTest::gmock GTest::gtest_main)
  target_compile_definitions(${name} PRIVATE MLIR_RL_SOURCE_DIR="${PROJECT_SOURCE_DIR}" MLIR_RL_BUILD_DIR="${CMAKE_BINARY_DIR}")
  string(REGEX REPLACE "_test$" "." prefix ${name})
  set(common TEST_PREFIX ${prefix} DISCOVERY_TIMEOUT 60)
  gtest_discover_tests(${name} ${common} TEST_FILTER "-*Timing.*:*Slow.*" PROPERTIES TIMEOUT 300)
  gtest_discover_tests(${name} ${common} TEST_FILTER "*Timing.*" TEST_LIST ${name}_timing PROPERTIES RUN_SERIAL TRUE TIMEOUT 300)
  gtest_discover_tests(${name} ${common} TEST_FILTER "*Slow.*-*TimingSlow.*" TEST_LIST ${name}_slow PROPERTIES LABELS slow TIMEOUT 900)
  gtest_discover_tests(${name} ${common} TEST_FILTER "*TimingSlow.*" TEST_LIST ${name}_timing_slow
                       PROPERTIES LABELS slow RUN_SERIAL TRUE TIMEOUT 900)
endfunction()

function(mlir_rl_room name)
  cmake_parse_arguments(ARG "MLIR" "" "DEPS" ${ARGN})
  file(GLOB_RECURSE all CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cc)
  # A folder torch/ is a shared library of its own, opened on first use.
  list(FILTER all EXCLUDE REGEX "/torch/")
  set(sources ${all})
  list(FILTER sources EXCLUDE REGEX "_test\\.cc$")
  set(tests ${all})
  list(FILTER tests INCLUDE REGEX "_test\\.cc$")
  set(mlir "")
  if(ARG_MLIR)
    set(mlir MLIR)
  endif()
  if(sources)
    add_library(mlir_rl_${name} STATIC ${sources})
    mlir_rl_settings(mlir_rl_${name} ${mlir})
    target_link_libraries(mlir_rl_${name} PUBLIC tl::expected nlohmann_json::nlohmann_json ${ARG_DEPS})
  else()
    add_library(mlir_rl_${name} INTERFACE)
    target_include_directories(mlir_rl_${name} INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}> $<INSTALL_INTERFACE:include>)
    target_link_libraries(mlir_rl_${name} INTERFACE tl::expected nlohmann_json::nlohmann_json ${ARG_DEPS})
  endif()
  set_target_properties(mlir_rl_${name} PROPERTIES EXPORT_NAME ${name})
  set_property(GLOBAL APPEND PROPERTY MLIR_RL_ROOMS mlir_rl_${name})
  if(MLIR_RL_BUILD_TESTS AND tests)
    mlir_rl_test_program(${name}_test ${mlir} SOURCES ${tests} DEPS mlir_rl_${name})
  endif()
endfunction()
