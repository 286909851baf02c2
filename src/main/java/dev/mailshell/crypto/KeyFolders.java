package dev.mailshell.crypto;

import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the keys of a home lie, whatever their kind: {@code identity}, {@code trust} and {@code revoked}. Whatever it names was found
 * to be reachable by its owner only.
 */
public final class KeyFolders {

    /** What files in {@code revoked} end with: a certificate, an OpenPGP key or its revocation, and such a one as gpg names it. */
    private static final List<String> REVOCATIONS = List.of(".crt", ".asc", ".rev");

    /** What the mark beside a new key of ours ends with that peers do not know yet. */
    public static final String PREPARED = ".prepared";

    private final Path home;
    private final IdentityName self;
    private final Peers peers;
    private final OwnerOnly ownerOnly;

    KeyFolders(Path home, IdentityName self, Peers peers, FileOwners owners) {
        this.home = home;
        this.self = self;
        this.peers = peers;
        this.ownerOnly = new OwnerOnly(home, owners);
    }

    /**
     * The trust folder of a party.
     *
     * @param identity its name and the address that mail to it goes to
     */
    public record PeerFolder(Identity identity, Path folder) {

        /** The files whose names end with one of {@code suffixes}, by name. */
        public List<Path> files(String... suffixes) throws IOException {
            return list(folder, suffixes);
        }
    }

    /** Whose home it is. */
    public IdentityName self() {
        return self;
    }

    /**
     * The files in {@code revoked} whose names end with one of {@code suffixes}, by name; none if there is no such folder.
     *
     * @throws KeyringFailure also if there is anything that no kind of keys would read: whoever put it there wants it to count
     */
    public List<Path> revoked(String... suffixes) throws IOException {
        Path folder = home.resolve("revoked");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        ownerOnly.requireDirectory(folder);
        for (Path file : list(folder, "")) {
            requireRevocation(file);
        }
        return list(folder, suffixes);
    }

    private void requireRevocation(Path file) {
        String name = file.getFileName().toString();
        if (!name.startsWith(".") && REVOCATIONS.stream().noneMatch(name::endsWith)) {
            throw new KeyringFailure(
                    shown(file) + " revokes nothing (expected files *.crt, *.asc or *.rev)",
                    "give it the name of its kind, or move it elsewhere");
        }
    }

    /**
     * Our private keys: the files {@code identity/NAME} and {@code identity/NAME-N} with {@code suffix}, by name.
     *
     * @throws KeyringFailure if anyone but its owner can reach one of them, or another file with that suffix there
     */
    public List<Path> privateKeys(String suffix) throws IOException {
        Path folder = requireFolder(home.resolve("identity"));
        Pattern mine = Pattern.compile(Pattern.quote(self.value()) + "(-[0-9]+)?" + Pattern.quote(suffix));
        List<Path> keys = new ArrayList<>();
        for (Path file : list(folder, suffix)) {
            // Also those of another kind, which may be read much later.
            ownerOnly.requireFile(file);
            if (mine.matcher(file.getFileName().toString()).matches()) {
                keys.add(file);
            }
        }
        return keys;
    }

    /**
     * Whether one of our private keys is not signed with yet: beside {@code NAME-2.key} lies {@code NAME-2.prepared}. It opens mail already.
     *
     * @param suffix of {@code privateKey}
     */
    public boolean isPrepared(Path privateKey, String suffix) {
        String name = privateKey.getFileName().toString();
        return Files.exists(privateKey.resolveSibling(name.substring(0, name.length() - suffix.length()) + PREPARED));
    }

    /** Whom we trust. */
    public List<PeerFolder> peers() throws IOException {
        requireFolder(home.resolve("trust"));
        Path folder = home.resolve("trust").resolve(peers.folder());
        List<PeerFolder> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            ownerOnly.requireDirectory(folder);
            for (Path peer : list(folder, "")) {
                found.add(new PeerFolder(identity(requireFolder(peer)), peer));
            }
        }
        return found;
    }

    private Identity identity(Path folder) throws IOException {
        Path address = folder.resolve("address");
        try {
            return new Identity(
                    new IdentityName(folder.getFileName().toString()),
                    new MailAddress(
                            Files.readString(address, StandardCharsets.UTF_8).strip()));
        } catch (NoSuchFileException e) {
            throw missing(address, "write it: one line, the mail address", e);
        } catch (CharacterCodingException e) {
            throw new KeyringFailure(
                    "the file " + shown(address) + " is not text", "write it anew: one line, the mail address", e);
        } catch (InvalidMessage e) {
            throw new KeyringFailure(
                    "the trust folder " + shown(folder) + " is not usable: " + e.getMessage(),
                    "name the folder after the party, and write its mail address into the file address",
                    e);
        }
    }

    private Path requireFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new KeyringFailure("there is no directory " + shown(folder), "make a home with: mailshell keys init");
        }
        ownerOnly.requireDirectory(folder);
        return folder;
    }

    /** What a message calls {@code path}. */
    public String shown(Path path) {
        return home.relativize(path).toString();
    }

    KeyringFailure missing(Path file, String hint, NoSuchFileException cause) {
        return new KeyringFailure("there is no file " + shown(file), hint, cause);
    }

    private static List<Path> list(Path folder, String... suffixes) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(folder, "*{" + String.join(",", suffixes) + "}")) {
            entries.forEach(files::add);
        }
        files.sort(Comparator.naturalOrder());
        return files;
    }
}
