package dev.mailshell.realmail;

import static java.util.stream.Collectors.joining;

import dev.mailshell.hub.ThrowAwayCa;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The directory that one private pair lives in: its configuration, keys, queue, mailboxes and logs. */
record Site(Path directory, Ports ports) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final FileAttribute<Set<PosixFilePermission>> READABLE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x"));

    /** Where the daemons listen. */
    record Ports(int imaps, int pop3s, int smtps, int submission) {

        // Below the range that the kernel gives to outgoing connections: a daemon that is stopped for a while gets its
        // port back.
        static Ports free() {
            List<Integer> free = IntStream.generate(() -> 15_000 + RANDOM.nextInt(15_000))
                    .filter(Ports::isFree)
                    .distinct()
                    .limit(4)
                    .boxed()
                    .toList();
            return new Ports(free.get(0), free.get(1), free.get(2), free.get(3));
        }

        private static boolean isFree(int port) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    static RealMail.Account newAccount(String user, String domain) {
        byte[] password = new byte[12];
        RANDOM.nextBytes(password);
        return new RealMail.Account(user, user + "@" + domain, HexFormat.of().formatHex(password));
    }

    static Site create(String domain, Collection<RealMail.Account> accounts, long messageSizeLimit)
            throws IOException, GeneralSecurityException {
        // Short, because the path of a Unix socket has at most 107 bytes.
        Site site = new Site(Files.createTempDirectory("rm", READABLE), Ports.free());
        for (String folder : List.of(
                "log",
                "tls",
                "mail",
                "dovecot",
                "postfix",
                "postfix/etc",
                "postfix/queue",
                "postfix/data",
                "postfix/sockets")) {
            Files.createDirectory(site.directory.resolve(folder), READABLE);
        }
        site.give("mail", "mail");
        site.give("postfix/data", "postfix");
        site.give("postfix/sockets", "postfix");
        site.writeCertificates();
        site.writeConfiguration(domain, accounts, messageSizeLimit);
        Installation.output(Installation.POSTFIX.toString(), "-c", site.postfixConfiguration(), "check");
        return site;
    }

    String dovecotConfiguration() {
        return directory.resolve("dovecot/dovecot.conf").toString();
    }

    String postfixConfiguration() {
        return directory.resolve("postfix/etc").toString();
    }

    Path caFile() {
        return directory.resolve("tls/ca.crt");
    }

    Path log(String name) {
        return directory.resolve("log").resolve(name);
    }

    /** A file with {@code text} that each daemon can read. */
    Path readable(String text) throws IOException {
        Path file = Files.createTempFile(directory, "mail", ".eml");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    List<Path> mails(String user) throws IOException {
        Path maildir = maildir(user);
        if (Files.notExists(maildir)) {
            return List.of();
        }
        List<Path> mails = new ArrayList<>();
        Files.walkFileTree(maildir, Set.of(), 3, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Set.of("new", "cur").contains(file.getParent().getFileName().toString())) {
                    mails.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            // Dovecot deletes its locks, and moves mails, while they are listed.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        return List.copyOf(mails);
    }

    Path maildir(String user) {
        return directory.resolve("mail").resolve(user);
    }

    long logged(Predicate<String> line) throws IOException {
        try (Stream<String> lines = Files.lines(log("dovecot.log"))) {
            return lines.filter(line).count();
        }
    }

    long delivered(String address) throws IOException {
        return logged(line -> line.contains("lmtp(" + address + ")") && line.contains("saved mail to"));
    }

    void remove() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeCertificates() throws IOException, GeneralSecurityException {
        ThrowAwayCa ca = new ThrowAwayCa(Clock.systemUTC(), Duration.ofDays(90));
        ca.writeCertificate(caFile());
        ca.writeServer(directory.resolve("tls/server.key"), directory.resolve("tls/server.crt"));
    }

    private void writeConfiguration(String domain, Collection<RealMail.Account> accounts, long messageSizeLimit)
            throws IOException {
        Map<String, String> values = Map.of(
                "dir", directory.toString(),
                "domain", domain,
                "imaps", Integer.toString(ports.imaps()),
                "pop3s", Integer.toString(ports.pop3s()),
                "smtps", Integer.toString(ports.smtps()),
                "submission", Integer.toString(ports.submission()),
                "messageSizeLimit", Long.toString(messageSizeLimit));
        fill("dovecot.conf", values, directory.resolve("dovecot/dovecot.conf"));
        fill("main.cf", values, directory.resolve("postfix/etc/main.cf"));
        fill("master.cf", values, directory.resolve("postfix/etc/master.cf"));
        Files.writeString(
                directory.resolve("postfix/etc/mailboxes"),
                accounts.stream()
                        .map(account -> account.address() + " exists\n")
                        .collect(joining()));
        writeLogins(accounts.stream().map(Login::of).toList());
    }

    /** What Dovecot lets in, from now on. */
    void writeLogins(Collection<Login> logins) throws IOException {
        Path part = directory.resolve("dovecot/passwd.part");
        Files.writeString(part, logins.stream().map(Login::line).collect(joining()));
        Files.move(part, directory.resolve("dovecot/passwd"), StandardCopyOption.ATOMIC_MOVE);
    }

    void writeMoreForDovecot(String settings) throws IOException {
        Files.writeString(directory.resolve("dovecot/more.conf"), settings);
    }

    private static void fill(String template, Map<String, String> values, Path target) throws IOException {
        try (InputStream in = Site.class.getResourceAsStream("/realmail/" + template)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (Map.Entry<String, String> value : values.entrySet()) {
                text = text.replace("@" + value.getKey() + "@", value.getValue());
            }
            Files.writeString(target, text);
        }
    }

    private void give(String folder, String owner) throws IOException {
        UserPrincipalLookupService names = directory.getFileSystem().getUserPrincipalLookupService();
        PosixFileAttributeView view =
                Files.getFileAttributeView(directory.resolve(folder), PosixFileAttributeView.class);
        view.setOwner(names.lookupPrincipalByName(owner));
        view.setGroup(names.lookupPrincipalByGroupName(owner));
    }
}
