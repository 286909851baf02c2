package dev.mailshell.camel;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * Lets a file pass unless a process has it open for writing, as {@code /proc} tells (proc(5)). A writer may pause for as long as it
 * likes. Where there is no {@code /proc}, or the writer is another user's, every file passes: then only its age tells.
 */
final class ClosedFiles implements GenericFileFilter<File> {

    private static final int ACCESS_MODE = 3;

    private final Path proc;

    /** @param proc {@code /proc}; need not exist */
    ClosedFiles(Path proc) {
        this.proc = proc;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        return file.isDirectory() || !isWritten(file.getFile().toPath());
    }

    private boolean isWritten(Path file) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            Path real = file.toRealPath();
            for (Path process : processes) {
                if (isWrittenBy(process, real)) {
                    return true;
                }
            }
            return false;
        } catch (IOException noProc) {
            return false;
        }
    }

    private static boolean isWrittenBy(Path process, Path file) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (file.equals(Files.readSymbolicLink(descriptor)) && isForWriting(process, descriptor)) {
                    return true;
                }
            }
            return false;
        } catch (IOException endedOrForeign) {
            return false;
        }
    }

    private static boolean isForWriting(Path process, Path descriptor) throws IOException {
        try (Stream<String> lines = Files.lines(process.resolve("fdinfo").resolve(descriptor.getFileName()))) {
            return lines.filter(line -> line.startsWith("flags:"))
                    .mapToInt(line ->
                            Integer.parseInt(line.substring("flags:".length()).strip(), 8))
                    .anyMatch(flags -> (flags & ACCESS_MODE) != 0);
        }
    }
}
