package dev.mailshell.realmail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The Postfix and Dovecot of this machine: only their programs are used, never their configuration. */
final class Installation {

    static final Path POSTFIX = Path.of("/usr/sbin/postfix");
    static final Path POSTCONF = Path.of("/usr/sbin/postconf");
    static final Path DOVECOT = Path.of("/usr/sbin/dovecot");
    private static final Path DOVECOT_IMAP = Path.of("/usr/lib/dovecot/imap");
    private static final Path DOVECOT_POP3 = Path.of("/usr/lib/dovecot/pop3");
    private static final Path DOVECOT_LMTP = Path.of("/usr/lib/dovecot/lmtp");

    private Installation() {}

    /** What keeps a private pair from starting here, in one line; empty if nothing does. */
    static Optional<String> missing() {
        List<Path> absent = List.of(POSTFIX, POSTCONF, DOVECOT, DOVECOT_IMAP, DOVECOT_POP3, DOVECOT_LMTP).stream()
                .filter(program -> !Files.isExecutable(program))
                .toList();
        if (!absent.isEmpty()) {
            return Optional.of("not installed: " + absent
                    + " (Debian: apt-get install postfix dovecot-core dovecot-imapd dovecot-pop3d dovecot-lmtpd)");
        }
        if (!System.getProperty("user.name").equals("root")) {
            return Optional.of("Postfix and Dovecot start only as root");
        }
        try {
            String version = output(DOVECOT.toString(), "--version");
            return version.startsWith("2.3.")
                    ? Optional.empty()
                    : Optional.of("the configuration is for Dovecot 2.3 (was " + version + ")");
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** Where Postfix keeps the programs that its master starts, and the master itself. */
    static Path postfixDaemons() throws IOException {
        return Path.of(output(POSTCONF.toString(), "-d", "-h", "daemon_directory"));
    }

    /** Runs a command to its end and returns what it printed, stripped. */
    static String output(String... command) throws IOException {
        Ended ended = run(command);
        if (ended.exit() != 0) {
            throw new IOException(String.join(" ", command) + " failed with " + ended.exit() + ": " + ended.printed());
        }
        return ended.printed();
    }

    /** A command that came to its end. */
    record Ended(int exit, String printed) {}

    /** Runs a command to its end, whatever it exits with. */
    static Ended run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            return new Ended(process.waitFor(), printed);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted in " + String.join(" ", command), e);
        }
    }
}
