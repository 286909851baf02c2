package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcFsTest {
    private final ProcFs proc = new ProcFs();

    @Test
    void knowsTheProcessThatWasBornLast() throws Exception {
        // Others may be born meanwhile.
        await().until(() -> {
            Process child = new ProcessBuilder("sleep", "1000").start();
            try {
                return proc.processWithoutThreads(proc.lastPid())
                        .filter(entry -> entry.pid() >= child.pid())
                        .isPresent();
            } finally {
                child.destroyForcibly();
            }
        });
    }

    @Test
    void takesNoThreadForAProcess() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try {
            // Others may be born meanwhile.
            await().until(() -> {
                new Thread(new FutureTask<>(() -> done.await(1, TimeUnit.HOURS))).start();
                long last = proc.lastPid();
                return proc.process(last).isPresent()
                        && proc.processWithoutThreads(last).isEmpty()
                        && proc.lastPid() == last;
            });
        } finally {
            done.countDown();
        }
    }

    @Test
    void listsOnlyProcessesThatWereBornAfterAPid() throws Exception {
        // The numbers may begin anew meanwhile.
        await().until(() -> {
            Process older = new ProcessBuilder("sleep", "1000").start();
            Process younger = new ProcessBuilder("sleep", "1000").start();
            try {
                List<Long> pids =
                        proc.youngerThan(older.pid()).map(ProcessEntry::pid).toList();
                return pids.contains(younger.pid()) && !pids.contains(older.pid());
            } finally {
                older.destroyForcibly();
                younger.destroyForcibly();
            }
        });
    }

    @Test
    void seesWhoseAProcessIs() throws Exception {
        int uid = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        long self = ProcessHandle.current().pid();

        assertThat(proc.isOfAnotherUser(self, uid)).isFalse();
        assertThat(proc.isOfAnotherUser(self, uid + 1)).isTrue();
    }
}
