# make install and find_package(mlir-rl): see docs/build.md.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/mlir-rl)

get_property(rooms GLOBAL PROPERTY MLIR_RL_ROOMS)
# mlir-rl::mlir-rl is all rooms; mlir-rl::ROOM is one with what it needs.
add_library(mlir_rl_all INTERFACE)
set_target_properties(mlir_rl_all PROPERTIES EXPORT_NAME mlir-rl)
target_link_libraries(mlir_rl_all INTERFACE ${rooms})
install(TARGETS mlir_rl_all ${rooms} EXPORT mlir-rl ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(EXPORT mlir-rl NAMESPACE mlir-rl:: FILE mlir-rl-targets.cmake DESTINATION ${package_dir})

install(DIRECTORY ${PROJECT_SOURCE_DIR}/mlir_rl DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
        FILES_MATCHING PATTERN "*.h" PATTERN "*_test.h" EXCLUDE)
install(TARGETS mlir-rl-nn LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES ${CMAKE_BINARY_DIR}/lib/mlir-rl-policy.safetensors DESTINATION ${CMAKE_INSTALL_LIBDIR})
foreach(program mlir-rl mlir-rl-worker)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME)
  endif()
endforeach()

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/mlir-rl-config.cmake.in ${CMAKE_BINARY_DIR}/mlir-rl-config.cmake
                              INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/mlir-rl-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/mlir-rl-config.cmake ${CMAKE_BINARY_DIR}/mlir-rl-config-version.cmake
        DESTINATION ${package_dir})

# What reads and runs kernels' Python text, and writes Parquet.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/python/kernels DESTINATION ${CMAKE_INSTALL_DATADIR}/mlir-rl/python
  FILES_MATCHING PATTERN "*.py")

# What runs the peers of `evaluate --against` and `baseline`.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/python/peers DESTINATION ${CMAKE_INSTALL_DATADIR}/mlir-rl/python
  FILES_MATCHING PATTERN "*.py")
