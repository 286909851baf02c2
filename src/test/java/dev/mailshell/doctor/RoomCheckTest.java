package dev.mailshell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.camel.MailSession;
import dev.mailshell.camel.TrustedRoots;
import dev.mailshell.config.ImapMailbox;
import dev.mailshell.config.Push;
import dev.mailshell.config.Secret;
import dev.mailshell.e2e.ScriptedServer;
import dev.mailshell.hub.ThrowAwayCa;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail servers that tell how much they take. */
class RoomCheckTest {

    private static final long MAX_MAIL = 10_000_000;

    @TempDir
    Path directory;

    private ThrowAwayCa authority;

    @BeforeEach
    void makeAuthority() throws Exception {
        authority = new ThrowAwayCa(Clock.systemUTC());
        authority.writeCertificate(directory.resolve("ca.pem"));
    }

    @Test
    void findsThatAMailOfOursIsTooLarge() throws Exception {
        assertThat(look("APPENDLIMIT=2000000", "10 1000000"))
                .containsExactly(
                        "fail the mailbox takes mails of up to 2.0 MB; ours have up to 10.0 MB (mailshell.max-mail)",
                        "ok 1.0 GB of 1.0 GB are free");
    }

    @Test
    void findsThatTheMailboxIsFullOrNearlySo() throws Exception {
        assertThat(look("APPENDLIMIT=99999999", "1001 1000"))
                .containsExactly("fail the mailbox is full: 0 B of 1.0 MB are free");
        assertThat(look("APPENDLIMIT", "0 1000"))
                .containsExactly("warn 1.0 MB of 1.0 MB are free, less than one mail may have (mailshell.max-mail)");
    }

    @Test
    void takesAnyNumberForAQuotaThatIsNone() throws Exception {
        assertThat(look("APPENDLIMIT=no", "0 " + Long.MAX_VALUE)).containsExactly("ok 9223.4 PB of 9223.4 PB are free");
    }

    /** @param storage what is used and the limit, in KiB */
    private List<String> look(String capability, String storage) throws Exception {
        try (ScriptedServer imap = ScriptedServer.tls(
                        authority,
                        directory,
                        "localhost",
                        "* OK ready",
                        line -> answer(line, "* CAPABILITY IMAP4rev1 QUOTA " + capability, storage));
                ImapVisit visit = new ImapVisit(
                        new ImapMailbox(
                                "localhost",
                                Integer.parseInt(imap.port()),
                                "alice",
                                Optional.of(new Secret("secret")),
                                "INBOX",
                                "received",
                                Optional.empty(),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(1),
                                Push.OFF),
                        () -> "secret",
                        MailSession.create(
                                TrustedRoots.tls(Optional.of(directory.resolve("ca.pem"))),
                                false,
                                Duration.ofSeconds(20)))) {
            visit.logIn();
            return new RoomCheck(visit, MAX_MAIL)
                    .look().stream()
                            .map(finding -> finding.state() + " " + finding.fact())
                            .toList();
        }
    }

    private static String answer(String line, String capabilities, String storage) {
        String[] words = line.split(" ", 3);
        String done = words[0] + " OK done";
        return switch (words[1]) {
            case "CAPABILITY" -> capabilities + "\r\n" + done;
            case "GETQUOTAROOT" -> "* QUOTAROOT INBOX all\r\n* QUOTA all (STORAGE " + storage + ")\r\n" + done;
            case "EXAMINE" -> "* 0 EXISTS\r\n* OK [UIDVALIDITY 1] it is\r\n" + done;
            case "LOGOUT" -> "* BYE\r\n" + done;
            default -> done;
        };
    }
}
