package dev.mailshell.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeRemovalTest {
    @TempDir
    private Path parent;

    @Test
    void removesFoldersDeeperThanAPathCanSay() throws Exception {
        Path tree = Files.createDirectory(parent.resolve("innermost"));
        for (int depth = 0; depth < 600; depth++) {
            Path outer = Files.createDirectory(parent.resolve("level" + depth));
            Files.createFile(outer.resolve("file"));
            Files.move(tree, outer.resolve("0123456789"));
            tree = outer;
        }

        TreeRemoval.remove(tree);

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void removesLinksAndNotWhatTheyLeadTo() throws Exception {
        Path kept = Files.createDirectory(parent.resolve("kept"));
        Files.writeString(kept.resolve("file"), "x", StandardCharsets.UTF_8);
        Path tree = Files.createDirectory(parent.resolve("tree"));
        Files.createSymbolicLink(tree.resolve("folder"), kept);
        Files.createSymbolicLink(tree.resolve("file"), kept.resolve("file"));
        Files.createLink(tree.resolve("hard"), kept.resolve("file"));

        TreeRemoval.remove(tree);

        assertThat(parent).isDirectoryContaining(kept::equals);
        assertThat(tree).doesNotExist();
        assertThat(kept.resolve("file")).hasContent("x");
    }

    @Test
    void removesFoldersWithoutPermissions() throws Exception {
        Path inner = Files.createDirectories(parent.resolve("tree/outer/inner"));
        Files.createFile(inner.resolve("file"));
        for (Path folder : new Path[] {inner, inner.getParent()}) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("---------"));
        }

        TreeRemoval.remove(parent.resolve("tree"));

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void isNotStoppedByFoldersThatAreNamedLikeItsOwn() throws Exception {
        Path tree = parent.resolve("tree");
        for (int i = 0; i < 20; i++) {
            Files.createDirectories(tree.resolve(".removed-" + i + "/full"));
            Files.createDirectories(tree.resolve("folder" + i + "/full"));
        }

        TreeRemoval.remove(tree);

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void goesOnWhereItStopped() throws Exception {
        Path tree = parent.resolve("tree");
        for (int i = 0; i < 20; i++) {
            Files.createDirectories(tree.resolve("outer/folder" + i + "/inner/innermost"));
        }

        int calls = 1;
        while (!TreeRemoval.removeUntil(after(3), tree)) {
            assertThat(tree).exists();
            calls++;
        }

        assertThat(parent).isEmptyDirectory();
        assertThat(calls).isGreaterThan(10);
    }

    @Test
    void isContentWithADirectoryThatIsGone() throws Exception {
        TreeRemoval.remove(parent.resolve("none"));

        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void takesAFolderOutOfReachBeforeItLooksAtWhatIsInIt() throws Exception {
        RunAsTest.openToOthersAsRoot(parent);
        Path work = Files.createDirectories(parent.resolve("tree/work"));
        Files.createDirectory(work.resolve("folder"));
        for (Path folder : new Path[] {work.getParent(), work}) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        }
        Files.setAttribute(work, "unix:uid", 65534);

        assertThat(TreeRemoval.removeUntil(after(1), work.getParent())).isFalse();

        assertThat(work.resolve("folder")).exists();
        for (Path folder : new Path[] {work.getParent(), work}) {
            assertThat(Files.getAttribute(folder, "unix:uid")).isEqualTo(0);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void neitherWaitsForAPipeThatTakesAFoldersPlaceNorGivesUp() throws Exception {
        for (int round = 0; round < 5; round++) {
            Path tree = Files.createDirectory(parent.resolve("tree"));
            List<Path> pipes = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                Files.createDirectories(tree.resolve("folder" + i + "/inner"));
                pipes.add(tree.resolve("pipe" + i));
            }
            NamedPipes.make(pipes);
            AtomicBoolean removed = new AtomicBoolean();
            Thread attacker = new Thread(() -> exchangeUntil(removed::get, tree));
            attacker.start();

            FutureTask<Void> removal = new FutureTask<>(() -> {
                TreeRemoval.remove(tree);
                return null;
            });
            new Thread(removal).start();
            try {
                removal.get(1, TimeUnit.MINUTES);
            } finally {
                removed.set(true);
                attacker.join();
            }
            assertThat(parent).isEmptyDirectory();
        }
    }

    private static void exchangeUntil(BooleanSupplier removed, Path tree) {
        for (int i = 0; !removed.getAsBoolean(); i = (i + 1) % 50) {
            exchange(tree.resolve("folder" + i), tree.resolve("pipe" + i), tree.resolve("aside"));
        }
    }

    private static void exchange(Path one, Path other, Path aside) {
        try {
            Files.move(one, aside, StandardCopyOption.ATOMIC_MOVE);
            Files.move(other, one, StandardCopyOption.ATOMIC_MOVE);
            Files.move(aside, other, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException gone) {
            // One of them is removed, so there is nothing to exchange.
            return;
        }
    }

    private static BooleanSupplier after(int looks) {
        AtomicInteger left = new AtomicInteger(looks);
        return () -> left.getAndDecrement() == 0;
    }
}
