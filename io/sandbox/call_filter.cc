// A classic BPF program: the architecture, then one comparison for each number. A call that is
// refused fails rather than ends the process, so that a library which tries one (a name service, a
// log daemon) gives up and the run goes on; code that wants the network gets none either way.
//
// Tested by tests/io/sandbox_test.cc.
#include "io/sandbox/call_filter.h"

#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <sched.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <vector>

#include "io/paths.h"

namespace medloom {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
constexpr std::uint32_t kFirstOfX32 = 0x40000000;  // the same calls under other numbers
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
constexpr std::uint32_t kFirstOfX32 = 0;
#else
constexpr std::uint32_t kArchitecture = 0;  // not known: no filter
constexpr std::uint32_t kFirstOfX32 = 0;
#endif

constexpr std::array kRefused = {
    // the network, and sockets of this machine
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4,
    SYS_sendto, SYS_sendmsg, SYS_sendmmsg, SYS_recvfrom, SYS_recvmsg, SYS_recvmmsg,
    // programs
    SYS_execve, SYS_execveat, SYS_memfd_create,
    // other processes
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_pidfd_open,
    SYS_pidfd_getfd, SYS_pidfd_send_signal,
    // other views of the system
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_setns, SYS_unshare,
    SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_fsopen, SYS_fsmount, SYS_move_mount,
    SYS_open_tree,
    // the kernel
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key, SYS_request_key,
    SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon,
    SYS_swapoff, SYS_acct, SYS_quotactl, SYS_syslog, SYS_settimeofday, SYS_clock_settime,
    SYS_adjtimex, SYS_sethostname, SYS_setdomainname, SYS_personality,
    // a queue of calls that no filter sees
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register};

sock_filter load(std::size_t offset) {
  return BPF_STMT(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}
sock_filter skip_unless(std::uint16_t comparison, std::uint32_t value) {
  return BPF_JUMP(static_cast<std::uint16_t>(BPF_JMP | comparison | BPF_K), value, 0, 1);
}
sock_filter answer(std::uint32_t action) { return BPF_STMT(BPF_RET | BPF_K, action); }

constexpr std::uint32_t failing(std::uint32_t error) {
  return SECCOMP_RET_ERRNO | (error & SECCOMP_RET_DATA);
}

std::vector<sock_filter> program() {
  std::vector<sock_filter> steps = {
      load(offsetof(seccomp_data, arch)), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0),
      answer(SECCOMP_RET_KILL_PROCESS), load(offsetof(seccomp_data, nr))};
  const auto refuse = [&steps](std::uint16_t comparison, std::uint32_t number,
                               std::uint32_t error) {
    steps.push_back(skip_unless(comparison, number));
    steps.push_back(answer(failing(error)));
  };
  if (kFirstOfX32 != 0) refuse(BPF_JGE, kFirstOfX32, EPERM);
  for (const long number : kRefused) refuse(BPF_JEQ, static_cast<std::uint32_t>(number), EPERM);
  // clone3 keeps its flags where no filter can read them; libraries then use clone, of which only
  // the one that opens a new user namespace is refused.
  refuse(BPF_JEQ, SYS_clone3, ENOSYS);
  steps.push_back(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_clone, 0, 3));
  steps.push_back(load(offsetof(seccomp_data, args)));
  steps.push_back(skip_unless(BPF_JSET, CLONE_NEWUSER));
  steps.push_back(answer(failing(EPERM)));
  steps.push_back(answer(SECCOMP_RET_ALLOW));
  return steps;
}

}  // namespace

Result<void> refuse_system_calls() {
  if (kArchitecture == 0) {
    return fail(ErrorCode::configuration,
                "the filter of system calls is not written for this machine", "--sandbox");
  }
  std::vector<sock_filter> steps = program();
  const sock_fprog filter = {static_cast<unsigned short>(steps.size()), steps.data()};
  // Without it a filter needs to be root; with it no program that is started gains rights.
  const bool done =
      ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
      ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0;
  if (done) return {};
  return fail(ErrorCode::configuration,
              "the kernel takes no filter of system calls: " + system_message(errno), "--sandbox");
}

}  // namespace medloom
