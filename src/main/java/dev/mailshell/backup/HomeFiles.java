package dev.mailshell.backup;

import dev.mailshell.config.Home;
import dev.mailshell.mime.StagedFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which files of a home a backup holds as they are. */
final class HomeFiles {

    private final Home home;
    /** What must not come back, or is of no use: commands on their way, logs, and of the state all but what is named. */
    private final Set<Path> leftOut;
    /** Of the state: what else has to be known after a restart. */
    private final List<Path> ofState;

    private final List<String> skipped = new ArrayList<>();

    HomeFiles(Home home) {
        this.home = home;
        // The log of what was decided is read before the ledger, so that it does not know of more than that.
        this.leftOut = Set.of(
                home.logs(),
                home.outbox(),
                home.sending(),
                home.state(),
                home.signedAudit().getParent());
        this.ofState = List.of(
                home.seenAudit(),
                home.leftMails(),
                home.submissions(),
                home.state().resolve("insecure-lab"),
                home.state().resolve("shell-history"));
    }

    /** What does with a file or a folder. */
    @FunctionalInterface
    interface Action {

        /** @param name its path in the home, with slashes */
        void with(Path file, String name, boolean isFolder) throws IOException;
    }

    /** What has to be read before the databases, since it must not be newer. */
    void forEachBefore(Action action) throws IOException {
        walk(home.signedAudit().getParent(), Set.of(), action);
    }

    /** What has to be read after the databases, since it must not be older. */
    void forEachAfter(Action action) throws IOException {
        walk(home.directory(), leftOut, action);
        for (Path path : ofState) {
            walk(path, Set.of(), action);
        }
    }

    /** The sealed replies that wait for an SMTP server: one that is gone after the copying of the ledger was taken by one. */
    void forEachReply(Action action) throws IOException {
        walk(home.database().resolveSibling("outbox"), Set.of(), action);
    }

    /** What is neither a file nor a folder, such as a link: it leads to what a restored home may not have. */
    List<String> skipped() {
        return List.copyOf(skipped);
    }

    String name(Path path) {
        return home.directory().relativize(path).toString();
    }

    private void walk(Path top, Set<Path> without, Action action) throws IOException {
        Files.walkFileTree(top, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (without.contains(folder) || isUnfinished(folder)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (!folder.equals(home.directory())) {
                    action.with(folder, name(folder), true);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (without.contains(file) || isUnfinished(file)) {
                    return FileVisitResult.CONTINUE;
                }
                if (attributes.isRegularFile()) {
                    action.with(file, name(file), false);
                } else {
                    skipped.add(name(file));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
                // Gone since its folder was listed, or never there.
                if (e instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw e;
            }
        });
    }

    /** What somebody is about to write, under a hidden name. */
    private static boolean isUnfinished(Path path) {
        String name = path.getFileName().toString();
        return name.startsWith(StagedFolder.PREFIX) || (name.startsWith(".") && name.endsWith(".part"));
    }
}
