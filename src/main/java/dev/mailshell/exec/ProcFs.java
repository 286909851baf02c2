package dev.mailshell.exec;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Reads Linux's {@code /proc} (proc(5)). A process that ends while it is read, or that we may not look into, reads as absent or
 * empty: that is the ordinary case here, not an error.
 */
class ProcFs {
    private static final Path PROC = Path.of("/proc");
    // More than a line of the process table, or what is known of a process, has.
    private static final int MAX_FILE = 8192;
    private static final int MAX_ENVIRONMENT = 1 << 20;

    boolean isThere() {
        return Files.isReadable(PROC.resolve("self/stat")) && Files.isReadable(PROC.resolve("uptime"));
    }

    /** Clock ticks since boot. USER_HZ is 100 on every architecture that runs Java, so a hundredth of a second is a tick. */
    long ticks() throws IOException {
        String uptime = read("uptime");
        return Long.parseLong(uptime.substring(0, uptime.indexOf(' ')).replace(".", ""));
    }

    /** The pid that was given out last, maybe to a thread: as long as it stays the same, no process is born. */
    long lastPid() throws IOException {
        String load = read("loadavg").strip();
        return Long.parseLong(load.substring(load.lastIndexOf(' ') + 1));
    }

    /** How many pids there are, the lowest ones included; 0 if that cannot be read. */
    long pidMax() {
        try {
            return Long.parseLong(read("sys/kernel/pid_max").strip());
        } catch (IOException hidden) {
            return 0;
        }
    }

    /**
     * All processes that were there at the time of this call. Each is read when the stream comes to it, the newest first: what
     * forks and exits all the time is gone soonest.
     */
    Stream<ProcessEntry> processes() throws IOException {
        List<Long> pids = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC)) {
            for (Path folder : folders) {
                String name = folder.getFileName().toString();
                if (name.charAt(0) >= '1' && name.charAt(0) <= '9') {
                    pids.add(Long.parseLong(name));
                }
            }
        }
        long last = lastPid();
        // Pids are given out in a circle: those above the last one are of the round before.
        pids.sort(Comparator.comparing((Long pid) -> pid > last).thenComparing(Comparator.reverseOrder()));
        return pids.stream().map(this::process).flatMap(Optional::stream);
    }

    Optional<ProcessEntry> process(long pid) {
        try {
            return Optional.of(ProcessEntry.parse(read(pid + "/stat")));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** Those of {@link #processes} that were born after {@code pid} was given out: no more is read than was born. */
    Stream<ProcessEntry> youngerThan(long pid) throws IOException {
        long last = lastPid();
        if (last < pid) {
            // A round is over; who is of which one is not told by the numbers.
            return processes();
        }
        return LongStream.iterate(last, younger -> younger > pid, younger -> younger - 1)
                .mapToObj(this::processWithoutThreads)
                .flatMap(Optional::stream);
    }

    /** The process with that pid; none if it is a thread's. */
    Optional<ProcessEntry> processWithoutThreads(long pid) {
        // Threads have entries too, though they are not listed; one of ours must not be taken for a process.
        return process(pid).filter(entry -> ids(pid, "Tgid:").equals(List.of(Long.toString(pid))));
    }

    /** Whether it is there and its real, effective, saved and file system user ids are not all {@code uid}. */
    boolean isOfAnotherUser(long pid, int uid) {
        // Not the owner of the folder, which is root as soon as a process makes itself undumpable.
        return ids(pid, "Uid:").stream().anyMatch(id -> !id.equals(Integer.toUnsignedString(uid)));
    }

    boolean hasVariable(long pid, String name, String value) {
        try (InputStream environment = Files.newInputStream(of(pid).resolve("environ"))) {
            String variables = new String(environment.readNBytes(MAX_ENVIRONMENT), StandardCharsets.ISO_8859_1);
            return ("\0" + variables).contains("\0" + name + "=" + value + "\0");
        } catch (IOException endedOrForeign) {
            return false;
        }
    }

    boolean worksBelow(long pid, Path directory) {
        return leadsBelow(of(pid).resolve("cwd"), directory);
    }

    boolean hasOpenFileBelow(long pid, Path directory) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(of(pid).resolve("fd"))) {
            for (Path file : files) {
                if (leadsBelow(file, directory)) {
                    return true;
                }
            }
            return false;
        } catch (IOException endedOrForeign) {
            return false;
        }
    }

    private static List<String> ids(long pid, String label) {
        try {
            // No line can be forged: the kernel writes a line break in a process's name as \n.
            return read(pid + "/status")
                    .lines()
                    .filter(line -> line.startsWith(label))
                    .flatMap(line ->
                            Stream.of(line.substring(label.length()).strip().split("\\s+", -1)))
                    .toList();
        } catch (IOException ended) {
            return List.of();
        }
    }

    /** In one read, since the kernel makes such a file up when it is read, and as plainly as can be: most of the time of a look goes here. */
    private static String read(String name) throws IOException {
        try (InputStream file = new FileInputStream(PROC + "/" + name)) {
            byte[] bytes = new byte[MAX_FILE];
            int count = file.read(bytes);
            if (count < 0) {
                throw new EOFException(name + " is empty");
            }
            return new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean leadsBelow(Path link, Path directory) {
        try {
            return Files.readSymbolicLink(link).startsWith(directory);
        } catch (IOException endedOrForeign) {
            return false;
        }
    }

    private static Path of(long pid) {
        return PROC.resolve(Long.toString(pid));
    }
}
