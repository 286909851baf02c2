package dev.mailshell.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Refuses private keys and key folders that belong to somebody else, or that anyone but their owner can reach. */
final class OwnerOnly {

    private final Path home;
    private final FileOwners owners;

    OwnerOnly(Path home, FileOwners owners) {
        this.home = home;
        this.owners = owners;
    }

    void requireFile(Path file) throws IOException {
        require(file, "the private key", "0600", "600");
    }

    void requireDirectory(Path directory) throws IOException {
        require(directory, "the directory", "0700", "700");
    }

    private void require(Path path, String what, String expected, String chmod) throws IOException {
        String name = home.relativize(path).toString();
        Optional<String> fault = owners.faultOf(path);
        if (fault.isPresent()) {
            throw new KeyringFailure(what + " " + name + " " + fault.get(), owners.hint(path.toString()));
        }
        int mode = (int) Files.getAttribute(path, "unix:mode") & 07777;
        if ((mode & 0077) == 0) {
            return;
        }
        String verb = (mode & 0044) != 0 ? "read" : "reached";
        String whom = (mode & 0007) != 0 ? "others" : "the group";
        throw new KeyringFailure(
                what + " " + name + " can be " + verb + " by " + whom + " (mode "
                        + String.format(Locale.ROOT, "%04o", mode) + ", expected " + expected + ")",
                "chmod " + chmod + " " + path);
    }
}
