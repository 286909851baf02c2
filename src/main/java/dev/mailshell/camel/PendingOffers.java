package dev.mailshell.camel;

import dev.mailshell.mime.PrivateFile;
import dev.mailshell.model.Identity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of those who were invited, one folder each, until the operator accepts them. Nobody trusts what lies here.
 *
 * @param folder need not exist
 */
record PendingOffers(Path folder) {

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** Files the keys of {@code client}, in the place of others; the certificate comes last, so that who sees it finds the rest. */
    void file(Identity client, EnrolmentKeys keys) throws IOException {
        Path place = folder.resolve(client.name().value());
        Files.createDirectories(place, OWNER_ONLY);
        write(place.resolve("address"), client.address() + "\n");
        Optional<String> openPgp = keys.openPgpText();
        if (openPgp.isEmpty()) {
            Files.deleteIfExists(place.resolve(client.name() + ".pgp.asc"));
        } else {
            write(place.resolve(client.name() + ".pgp.asc"), openPgp.get());
        }
        write(place.resolve(client.name() + ".crt"), keys.certificateText());
        PrivateFile.forceNames(place);
        PrivateFile.forceNames(folder);
    }

    private static void write(Path file, String text) throws IOException {
        PrivateFile.publish(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
