package dev.mailshell.exec;

import java.util.OptionalLong;
import java.util.Set;

/** Keeps a shell, in a JVM of its own, and says which process it is, until it is killed. */
final class KillShellOwner {

    private KillShellOwner() {}

    public static void main(String[] args) throws Exception {
        try (KillShell shell = KillShell.start()) {
            shell.kill(Set.of(new ProcessGroup(1L << 30, OptionalLong.empty())));
            System.out.println(shell.process().pid());
            Thread.currentThread().join();
        }
    }
}
