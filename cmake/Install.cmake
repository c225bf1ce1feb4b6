# make install and find_package(mlir-rl): see docs/build.md.
