#include "mlir_rl/kernel_lower/jit.h"

#include "llvm/ExecutionEngine/JITLink/JITLinkMemoryManager.h"
#include "llvm/ExecutionEngine/Orc/AbsoluteSymbols.h"
#include "llvm/ExecutionEngine/Orc/Core.h"
#include "llvm/ExecutionEngine/Orc/ExecutionUtils.h"
#include "llvm/ExecutionEngine/Orc/ObjectLinkingLayer.h"
#include "llvm/ExecutionEngine/Orc/SelfExecutorProcessControl.h"
#include "llvm/ExecutionEngine/Orc/TaskDispatch.h"
#include "llvm/Support/MemoryBuffer.h"

namespace mlir_rl::kernel::lowering {

namespace orc = llvm::orc;

struct Jit::Session {
  explicit Session(std::unique_ptr<orc::ExecutorProcessControl> process)
      : session(std::move(process)),
        linker(session, session.getExecutorProcessControl().getMemMgr()),
        host(session.createBareJITDylib("process")) {
    session.setErrorReporter([this](llvm::Error error) { said += llvm::toString(std::move(error)) + "; "; });
  }
  ~Session() { llvm::consumeError(session.endSession()); }

  orc::ExecutionSession session;
  orc::ObjectLinkingLayer linker;
  orc::JITDylib &host;  ///< what this process has: the C library
  int loaded = 0;
  std::string said;  ///< what went wrong before a function turned out not to be there
};

Jit::Jit(std::unique_ptr<Session> session) : session_(std::move(session)) {}
Jit::~Jit() = default;

/// What LLVM calls to round a double to f16; the compiler's own library has it, but not always where it can be found.
static _Float16 halfOfDouble(double value) { return _Float16(value); }

Result<std::unique_ptr<Jit>> Jit::create() {
  auto process = orc::SelfExecutorProcessControl::Create(nullptr, std::make_unique<orc::InPlaceTaskDispatcher>());
  if (!process) return failed("code cannot be run in this process: " + llvm::toString(process.takeError()));
  auto session = std::make_unique<Session>(std::move(*process));
  auto functions = orc::DynamicLibrarySearchGenerator::GetForCurrentProcess('\0');
  if (!functions) return failed("this process's functions cannot be found: " + llvm::toString(functions.takeError()));
  session->host.addGenerator(std::move(*functions));
  auto half = orc::ExecutorSymbolDef(orc::ExecutorAddr::fromPtr(&halfOfDouble),
                                     llvm::JITSymbolFlags::Exported | llvm::JITSymbolFlags::Callable);
  llvm::cantFail(session->host.define(orc::absoluteSymbols({{session->session.intern("__truncdfhf2"), half}})));
  return std::unique_ptr<Jit>(new Jit(std::move(session)));
}

Result<JitCode> Jit::load(std::vector<Object> objects) {
  orc::JITDylib &library = session_->session.createBareJITDylib("kernel" + std::to_string(session_->loaded++));
  library.addToLinkOrder(session_->host);
  JitCode code(this, &library);
  for (const Object &object : objects) {
    auto bytes = llvm::MemoryBuffer::getMemBufferCopy(llvm::StringRef(object.data(), object.size()), "kernel");
    if (llvm::Error error = session_->linker.add(library, std::move(bytes)))
      return failed("code cannot be loaded: " + llvm::toString(std::move(error)));
  }
  return code;
}

JitCode::JitCode(JitCode &&other) noexcept
    : jit_(std::exchange(other.jit_, nullptr)), library_(std::exchange(other.library_, nullptr)) {}
JitCode &JitCode::operator=(JitCode &&other) noexcept {
  std::swap(jit_, other.jit_);
  std::swap(library_, other.library_);
  return *this;
}
JitCode::~JitCode() {
  if (jit_) llvm::consumeError(jit_->session_->session.removeJITDylib(*static_cast<orc::JITDylib *>(library_)));
}

Result<void *> JitCode::address(const std::string &name) const {
  auto &library = *static_cast<orc::JITDylib *>(library_);
  jit_->session_->said.clear();
  auto symbol = jit_->session_->session.lookup({&library}, name);
  if (!symbol) return failed("code cannot be linked: " + jit_->session_->said + llvm::toString(symbol.takeError()));
  return symbol->getAddress().toPtr<void *>();
}

}  // namespace mlir_rl::kernel::lowering
