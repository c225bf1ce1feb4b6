#include "mlir_rl/kernel_lower/compile_alone.h"

#include "llvm/Linker/Linker.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include "mlir_rl/kernel_lower/compiled_state.h"
#include "mlir_rl/kernel_lower/launcher.h"

namespace mlir_rl::kernel::lowering {

namespace {

using Ir = std::unique_ptr<llvm::Module>;

std::string mlirText(mlir::ModuleOp module) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  mlir::OpPrintingFlags flags;
  flags.printNameLocAsPrefix().assumeVerified();
  module.print(stream, flags);
  return text;
}

constexpr Form kLevelForms[] = {Form::llvmO0, Form::llvmO1, Form::llvmO2, Form::llvmO3};
constexpr const char *kLauncherNames[kNumVariants] = {"launch.o0", "launch.o1", "launch.o2", "launch.o3", "launch.gpu"};

llvm::OptimizationLevel level(int number) {
  static const llvm::OptimizationLevel levels[] = {llvm::OptimizationLevel::O0, llvm::OptimizationLevel::O1,
                                                   llvm::OptimizationLevel::O2, llvm::OptimizationLevel::O3};
  return levels[number];
}

/// One kernel on its way through all stages.
class Job {
 public:
  Job(KernelCompiler::State &shared, const Module &module)
      : shared_(shared), module_(module), name_(emittedName(module)), state_(std::make_unique<Compiled::State>()) {}

  Result<Compiled> run() {
    describe();
    if (Status done = forCpu(); !done) return tl::unexpected(done.error());
    if (Status done = forGpu(); !done) return tl::unexpected(done.error());
    if (Status done = load(); !done) return tl::unexpected(done.error());
    return Compiled(std::move(state_));
  }

 private:
  std::string &text(Form form) { return state_->texts[size_t(form)].emplace(); }

  void addParts(const Layout &layout, const Type &type, size_t parameter, uint32_t offset) {
    if (!type.isStruct()) {
      uint32_t elementBytes = type.isArray() ? layout.size(elementType(type)) : 0;
      return state_->parts.push_back({type, parameter, offset, elementBytes});
    }
    const std::vector<Variable> &fields = module_.structs[size_t(type.structure)].fields;
    for (size_t i = 0; i < fields.size(); ++i)
      addParts(layout, fields[i].type, parameter, offset + layout.offset(type.structure, int(i)));
  }

  /// How it is called.
  void describe() {
    const Function &kernel = module_.kernels[0];
    Layout layout(module_);
    state_->name = kernel.name;
    state_->dims = launchDims(kernel);
    for (size_t i = 0; i < size_t(kernel.parameters); ++i) {
      const Type &type = kernel.variables[i].type;
      state_->parameters.push_back(type);
      state_->sizes.push_back(layout.size(type));
      addParts(layout, type, i, 0);
    }
    for (Form form : {Form::cpp, Form::cuda}) state_->reasons[size_t(form)] = "it is not compiled";
  }

  /// LLVM IR of one device; the texts on the way there.
  Result<Ir> lower(Device device, llvm::TargetMachine &machine) {
    Result<mlir::OwningOpRef<mlir::ModuleOp>> module = emitModule(shared_.mlir->context, module_, device);
    if (!module) return tl::unexpected(module.error());
    text(device == Device::cpu ? Form::mlir : Form::mlirGpu) = mlirText(**module);
    if (Status done = shared_.mlir->lowering->run(**module, device, name_, textOf(machine)); !done)
      return tl::unexpected(done.error());
    if (device == Device::cpu) text(Form::mlirLlvm) = mlirText(**module);
    return translate(**module, device, context_);
  }

  /// Takes part in the one module that is run.
  Status link(Ir code) {
    if (!host_) {
      host_ = std::make_unique<llvm::Module>("", context_);
      host_->setTargetTriple(code->getTargetTriple());
      host_->setDataLayout(code->getDataLayout());
    }
    if (llvm::Linker::linkModules(*host_, std::move(code))) return failed("linking levels failed");
    return {};
  }

  /// Its launcher is called so.
  Status addToHost(Ir code, const char *launcher) {
    llvm::Function *kernel = code->getFunction(name_);
    kernel->setName(name_ + "." + launcher);
    kernel->setLinkage(llvm::GlobalValue::InternalLinkage);
    return link(std::move(code));
  }

  Status forCpu() {
    Result<Ir> code = lower(Device::cpu, *shared_.targets.cpu);
    if (!code) return tl::unexpected(code.error());
    std::array<Ir, 4> levels;
    for (int i = 0; i < 4; ++i) {
      levels[i] = i < 3 ? llvm::CloneModule(**code) : std::move(*code);
      if (i > 0)
        if (Status done = optimize(*levels[i], *shared_.targets.cpu, level(i)); !done) return done;
      text(kLevelForms[i]) = irText(*levels[i]);
    }
    for (int i = 0; i < 3; ++i)
      if (!isAsTheNext(i))
        if (Status done = addLevel(std::move(levels[i]), i); !done) return done;
    return addAssembly(std::move(levels[3]));
  }

  /// Levels with equal texts are run once, by the highest.
  bool isAsTheNext(int number) const {
    return number < 3 && state_->texts[size_t(kLevelForms[number])] == state_->texts[size_t(kLevelForms[number + 1])];
  }

  Status addLevel(Ir code, int number) {
    addLauncher(*code->getFunction(name_), kLauncherNames[number]);
    return addToHost(std::move(code), kLauncherNames[number]);
  }

  /// O3 is run from its assembly: the launcher calls what is assembled.
  Status addAssembly(Ir code) {
    auto declares = std::make_unique<llvm::Module>("", context_);
    declares->setTargetTriple(code->getTargetTriple());
    declares->setDataLayout(code->getDataLayout());
    const llvm::Function &kernel = *code->getFunction(name_);
    auto *outside = llvm::Function::Create(kernel.getFunctionType(), llvm::Function::ExternalLinkage, name_, *declares);
    outside->addFnAttr("target-cpu", shared_.targets.cpu->getTargetCPU());
    addLauncher(*outside, kLauncherNames[3]);
    if (Status done = link(std::move(declares)); !done) return done;
    Result<std::string> assembly = assemblyText(*code, *shared_.targets.cpu);
    if (!assembly) return tl::unexpected(assembly.error());
    Result<Object> object = assemble(*assembly, *shared_.targets.cpu);
    if (!object) return tl::unexpected(object.error());
    text(Form::assembly) = std::move(*assembly);
    objects_.push_back(std::move(*object));
    return {};
  }

  Status forGpu() {
    Result<Ir> code = lower(Device::gpu, *shared_.targets.gpu);
    if (!code) return tl::unexpected(code.error());
    Ir copy = llvm::CloneModule(**code);
    TargetText cpu = textOf(*shared_.targets.cpu);
    addThreadLauncher(*copy, *copy->getFunction(name_), kLauncherNames[4], cpu.triple, llvm::DataLayout(cpu.dataLayout),
                      cpu.cpu);
    if (Status done = addToHost(std::move(copy), kLauncherNames[4]); !done) return done;
    return addPtx(**code);
  }

  Status addPtx(llvm::Module &code) {
    if (shared_.libdevice)
      if (Status done = shared_.libdevice->link(code); !done) return done;
    if (std::string missing = missingDeviceFunctions(code); !missing.empty()) {
      state_->reasons[size_t(Form::ptx)] = "it calls functions of libdevice: " + missing;
      return {};
    }
    if (Status done = optimize(code, *shared_.targets.gpu, level(3)); !done) return done;
    Result<std::string> ptx = assemblyText(code, *shared_.targets.gpu);
    if (!ptx) return tl::unexpected(ptx.error());
    text(Form::ptx) = withCallsNumbered(*ptx);
    return {};
  }

  Status load() {
    Result<Object> object = objectCode(*host_, *shared_.targets.quickCpu);
    if (!object) return tl::unexpected(object.error());
    objects_.push_back(std::move(*object));
    Result<JitCode> code = shared_.jit->load(std::move(objects_));
    if (!code) return tl::unexpected(code.error());
    state_->jit = shared_.jit;
    state_->code = std::move(*code);
    for (int i = kNumVariants - 1; i >= 0; --i) {
      Result<void *> launcher =
          isAsTheNext(i) ? state_->launchers[size_t(i) + 1] : state_->code.address(kLauncherNames[i]);
      if (!launcher) return tl::unexpected(launcher.error());
      state_->launchers[size_t(i)] = *launcher;
    }
    return {};
  }

  KernelCompiler::State &shared_;
  const Module &module_;
  std::string name_;  ///< of the kernel in all modules
  std::unique_ptr<Compiled::State> state_;
  llvm::LLVMContext context_;
  Ir host_;  ///< the levels below O3, the GPU's body, and all launchers
  std::vector<Object> objects_;
};

}  // namespace

Result<Compiled> compileAlone(KernelCompiler::State &shared, const Module &module) { return Job(shared, module).run(); }

}  // namespace mlir_rl::kernel::lowering
