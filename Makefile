# What to type. Everything real is in CMake and scripts/; docs/build.md has the long version.
BUILD ?= build
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)
CMAKE_FLAGS ?=
CTEST := ctest --output-on-failure --no-tests=error

.DEFAULT_GOAL := build
.PHONY: deps configure build all run test test-slow asan peers kernel-tools policy install docs format tidy clean

deps:
	@scripts/install-deps.sh

configure: deps
	@cmake --preset release -B $(BUILD) $(CMAKE_FLAGS) >$(BUILD).configure.log 2>&1 || { cat $(BUILD).configure.log; exit 1; }
	@mv $(BUILD).configure.log $(BUILD)/configure.log

# The programs: build/mlir-rl, its worker, the plugin for mlir-opt.
build: configure
	@ninja -C $(BUILD) -j $(JOBS) mlir-rl mlir-rl-worker mlir-rl-plugin

all: configure
	@ninja -C $(BUILD) -j $(JOBS)

run: build
	$(BUILD)/mlir-rl optimize benchmarks/ops/matmul_512.mlir --trials 64

# Nothing is compiled while tests run; tests that measure time run alone.
test: all
	@$(CTEST) --test-dir $(BUILD) -LE slow -j $(JOBS)

test-slow: all
	@$(CTEST) --test-dir $(BUILD) -L slow -j $(JOBS)

# The tests again, with the address and undefined-behaviour sanitizers. Stock tools cannot load a sanitized plugin, times
# mean nothing, and the sanitizer itself asks the system for more than a child that is out of time may.
asan:
	@scripts/install-deps.sh libclang-rt-22-dev
	@cmake --preset asan $(CMAKE_FLAGS)
	@ninja -C build-asan -j $(JOBS)
	@$(CTEST) --test-dir build-asan -LE slow -E 'StockTools|^lit$$|Timing|endless_loop|^docs$$' -j $(JOBS)

# Other frameworks, for comparison, in .venv-peers.
peers:
	@scripts/install-deps.sh python3-venv
	@scripts/peers.sh

# What `mlir-rl kernels` can use beside what is built: pyarrow, NVIDIA Warp, in .venv-kernels.
kernel-tools:
	@scripts/install-deps.sh python3-venv
	@scripts/kernel-tools.sh

# The policy that comes with mlir-rl, trained again: an hour or so on two quiet cores. Stopped, it goes on.
policy: build
	@scripts/train-policy.sh $(BUILD)/mlir-rl

install: all
	cmake --install $(BUILD) --prefix $(PREFIX)

docs: build
	@scripts/check-docs.sh $(BUILD)/mlir-rl --write

format:
	@git ls-files '*.h' '*.cc' | xargs clang-format-22 -i

tidy: configure
	@ninja -C $(BUILD) mlir_rl_pch
	@scripts/tidy.sh $(BUILD)

clean:
	rm -rf $(BUILD) build-asan
