package dev.mailshell.doctor;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether there is room for what must survive a restart, and for logs, and it can be written. */
record DiskCheck(List<Path> folders, FreeSpace space) implements Check {

    private static final long NEARLY_NONE = 50_000_000;
    /** What the vault may hold at most. */
    private static final long LITTLE = 1L << 30;

    private static final int TRIAL_BYTES = 64 * 1024;

    /** How many bytes we may still write to the file system of a folder. */
    @FunctionalInterface
    interface FreeSpace {
        long of(Path folder) throws IOException;
    }

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (Path folder : folders) {
            try {
                findings.add(found(folder));
            } catch (IOException e) {
                findings.add(Finding.fail(
                        name(),
                        folder + " cannot be written (" + reason(e) + ")",
                        "make room there, or see who owns it and how it is mounted"));
            }
        }
        return findings;
    }

    /** Of this one, Java tells the file only. */
    private static String reason(IOException failure) {
        return failure instanceof AccessDeniedException ? "permission denied" : failure.getMessage();
    }

    private Finding found(Path folder) throws IOException {
        Path there = existing(folder);
        long free = space.of(there);
        if (there.equals(folder)) {
            write(folder);
        }
        String fact = new Bytes(free) + " free for " + folder;
        if (free < NEARLY_NONE) {
            return Finding.fail(name(), fact, "make room: without it no mail is taken and no answer is kept");
        }
        return free < LITTLE
                ? Finding.warn(name(), fact, "received mail alone may take " + new Bytes(LITTLE))
                : Finding.ok(name(), fact);
    }

    /** It may not have been made yet. */
    private static Path existing(Path folder) {
        Path there = folder;
        while (!Files.isDirectory(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static void write(Path folder) throws IOException {
        Path trial = Files.createTempFile(folder, "doctor", ".part");
        try {
            Files.write(trial, new byte[TRIAL_BYTES]);
        } finally {
            Files.deleteIfExists(trial);
        }
    }
}
