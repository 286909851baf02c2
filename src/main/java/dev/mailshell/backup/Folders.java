package dev.mailshell.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders as a whole. */
final class Folders {

    private Folders() {}

    /** Deletes one with all that is in it; follows no links. */
    static void delete(Path folder) throws IOException {
        List<Path> tree;
        try (Stream<Path> walked = Files.walk(folder)) {
            tree = walked.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : tree) {
            Files.deleteIfExists(path);
        }
    }

    /** What is directly in it. */
    static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }
}
