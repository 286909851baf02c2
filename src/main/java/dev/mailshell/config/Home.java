package dev.mailshell.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folders and files of one party's home. Nothing here says that they exist.
 *
 * @param directory the home itself, absolute
 */
public record Home(Path directory) {

    /** Makes {@code directory} absolute. */
    public Home {
        directory = directory.toAbsolutePath().normalize();
    }

    /** The settings. */
    public Path properties() {
        return directory.resolve("mailshell.properties");
    }

    /** Settings in the form of environment variables; optional. */
    public Path dotEnv() {
        return directory.resolve(".env");
    }

    /** What a server allows. */
    public Path policy() {
        return directory.resolve("policy.yaml");
    }

    /** A client's names for several servers at once; optional. */
    public Path groups() {
        return directory.resolve("groups.yaml");
    }

    /** What editors check the policy by; nothing here reads it. */
    public Path policySchema() {
        return directory.resolve("policy.schema.json");
    }

    /** Our own keys and certificates. */
    public Path identity() {
        return directory.resolve("identity");
    }

    /** Holds {@code clients} and {@code servers}, each with one folder a peer. */
    public Path trust() {
        return directory.resolve("trust");
    }

    /** The folders of the peers whose mail a party in {@code role} accepts: of clients for a server, of servers for a client. */
    public Path peers(Role role) {
        return trust().resolve(role.peers().folder());
    }

    /** Keys that are no longer trusted. */
    public Path revoked() {
        return directory.resolve("revoked");
    }

    /** What must survive a restart. */
    public Path state() {
        return directory.resolve("state");
    }

    /** The ledger's SQLite file, unless the settings name another one. */
    public Path database() {
        return state().resolve("state.db");
    }

    /** The SQLite file of mail that was received and is not yet worked off, encrypted. */
    public Path vault() {
        return state().resolve("vault.db");
    }

    /** The certificate of a hub, unless the settings name another. */
    public Path certificate() {
        return tls().resolve("hub.pem");
    }

    /** Its key, unless the settings name another. */
    public Path certificateKey() {
        return tls().resolve("hub.key");
    }

    private Path tls() {
        return directory.resolve("tls");
    }

    /** The keys of the vault: with our own keys, not with what they protect. */
    public Path vaultKeys() {
        return identity().resolve("vault.keys");
    }

    /** The SQLite file of the mail of a hub's users, encrypted. */
    public Path mailStore() {
        return state().resolve("mail.db");
    }

    /** The keys of that file. */
    public Path mailStoreKeys() {
        return identity().resolve("mail.keys");
    }

    /** What signs the checkpoints of a server's audit log, and nothing else. */
    public Path auditKey() {
        return identity().resolve("audit.pem");
    }

    /** What they are checked by. */
    public Path auditPublicKey() {
        return identity().resolve("audit.pub");
    }

    /**
     * The newest checkpoint that a server has signed: not with the log that it speaks of, and not with keys either, which are read again
     * when their folders change.
     */
    public Path signedAudit() {
        return audit().resolve("signed");
    }

    private Path audit() {
        return directory.resolve("audit");
    }

    /** The mails of a maildrop that are left where they are. */
    public Path leftMails() {
        return state().resolve("left-mails");
    }

    /** When mails were submitted lately. */
    public Path submissions() {
        return state().resolve("submissions");
    }

    /** What an authorization server has given us; secret. Nothing is there without a login by token. */
    public Path tokens() {
        return state().resolve("tokens.json");
    }

    /** What a client has seen of the audit logs of its servers, one file a server. */
    public Path seenAudit() {
        return state().resolve("audit");
    }

    /** Proved parts of messages of which others are still missing. */
    public Path parts() {
        return state().resolve("parts");
    }

    /** What a server's commands have written, encrypted; emptied at each start. */
    public Path outputs() {
        return state().resolve("outputs");
    }

    /** A server's open invitations, one file each; optional. */
    public Path invitations() {
        return state().resolve("invitations");
    }

    /** The keys that invited clients have sent to a server, not accepted yet; optional. */
    public Path pending() {
        return state().resolve("pending");
    }

    /** Who has a mailbox at a hub; optional. */
    public Path users() {
        return directory.resolve("users");
    }

    /** A server's secrets of one-time codes, one file a client; optional. */
    public Path totp() {
        return directory.resolve("totp");
    }

    /** Temporary files and job directories; may be emptied at each start. */
    public Path work() {
        return state().resolve("work");
    }

    /** A client's command files that wait to be sent. */
    public Path outbox() {
        return directory.resolve("outbox");
    }

    /** A client's command files that are being sealed. */
    public Path sending() {
        return directory.resolve("sending");
    }

    /** A client's command files that were sent. */
    public Path sent() {
        return directory.resolve("sent");
    }

    /** A client's command files that could not be sent, and why. */
    public Path failed() {
        return directory.resolve("failed");
    }

    /** What servers ask a client's user to approve. */
    public Path requests() {
        return replies().resolve("approvals");
    }

    /** A client's verified replies. */
    public Path replies() {
        return directory.resolve("replies");
    }

    /** Log files. */
    public Path logs() {
        return directory.resolve("logs");
    }

    /** Routes that replace the built-in ones; optional. */
    public Path routes() {
        return directory.resolve("routes");
    }

    /** Makes the folders that a party in {@code role} needs, those that are missing, with mode 0700. */
    public void create(Role role) throws IOException {
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        for (Path folder : folders(role)) {
            Files.createDirectories(folder, owner);
        }
    }

    /** All folders that a home of either role can have; the home itself comes first. */
    List<Path> folders() {
        Stream<Path> made = Arrays.stream(Role.values()).flatMap(role -> folders(role).stream());
        return Stream.concat(made, Stream.of(routes(), totp())).distinct().toList();
    }

    private List<Path> folders(Role role) {
        Stream<Path> common =
                Stream.of(directory, identity(), trust(), peers(role), revoked(), state(), parts(), work(), logs());
        Stream<Path> own =
                switch (role) {
                    case SERVER -> Stream.of(audit());
                    case HUB -> Stream.of(audit(), tls());
                    case CLIENT -> Stream.of(outbox(), sending(), sent(), failed(), replies(), requests(), seenAudit());
                };
        return Stream.concat(common, own).toList();
    }
}
