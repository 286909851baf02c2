package dev.mailshell.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads Linux's {@code /proc} (proc(5)). A process that ends while it is read, or that we may not look into, reads as absent or
 * empty: that is the ordinary case here, not an error.
 */
final class ProcFs {
    private static final Path PROC = Path.of("/proc");
    private static final int MAX_ENVIRONMENT = 1 << 20;

    boolean isThere() {
        return Files.isReadable(PROC.resolve("self/stat")) && Files.isReadable(PROC.resolve("uptime"));
    }

    /** Clock ticks since boot. USER_HZ is 100 on every architecture that runs Java, so a hundredth of a second is a tick. */
    long ticks() throws IOException {
        String uptime = Files.readString(PROC.resolve("uptime"), StandardCharsets.US_ASCII);
        return Long.parseLong(uptime.substring(0, uptime.indexOf(' ')).replace(".", ""));
    }

    /** All processes that were there while this call went on. */
    List<ProcessEntry> processes() throws IOException {
        List<ProcessEntry> entries = new ArrayList<>();
        try (DirectoryStream<Path> pids = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path pid : pids) {
                process(Long.parseLong(pid.getFileName().toString())).ifPresent(entries::add);
            }
        }
        return entries;
    }

    Optional<ProcessEntry> process(long pid) {
        try {
            byte[] stat = Files.readAllBytes(of(pid).resolve("stat"));
            return Optional.of(ProcessEntry.parse(new String(stat, StandardCharsets.ISO_8859_1)));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** Whether it is there and its real, effective, saved and file system user ids are not all {@code uid}. */
    boolean isOfAnotherUser(long pid, int uid) {
        try (Stream<String> lines = Files.lines(of(pid).resolve("status"), StandardCharsets.ISO_8859_1)) {
            // Not the owner of the folder, which is root as soon as a process makes itself undumpable.
            return lines.filter(line -> line.startsWith("Uid:"))
                    .flatMap(line ->
                            Stream.of(line.substring("Uid:".length()).strip().split("\\s+", -1)))
                    .anyMatch(id -> !id.equals(Integer.toUnsignedString(uid)));
        } catch (IOException | UncheckedIOException ended) {
            return false;
        }
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
