package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.crypto.OpenedMessage;
import dev.mailshell.mime.WorkFile;
import dev.mailshell.mime.WorkFolder;
import dev.mailshell.model.ApprovalRule;
import dev.mailshell.model.Command;
import dev.mailshell.model.CommandOptions;
import dev.mailshell.model.Conditions;
import dev.mailshell.model.Confinement;
import dev.mailshell.model.Fingerprint;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Invocation;
import dev.mailshell.model.Limits;
import dev.mailshell.model.Reason;
import dev.mailshell.model.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a client files what servers ask its user to approve. */
class RequestFolderTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final IdentityName WEB1 = new IdentityName("web1");
    private static final IdentityName WEB1_X = new IdentityName("web1-x");

    @TempDir
    Path directory;

    private Path folder;
    private RequestFolder requests;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(directory.resolve("approvals"));
        requests = new RequestFolder(folder);
    }

    private static ApprovalRequest request(IdentityName server) {
        UUID id = UUID.randomUUID();
        Instant one = NOON.plus(Duration.ofHours(1));
        ApprovalRule rule = new ApprovalRule(1, Set.of(new IdentityName("bob")), Duration.ofHours(1));
        return ApprovalRequest.of(
                server,
                new Command(
                        id,
                        new IdentityName("alice"),
                        Set.of(server),
                        NOON,
                        one,
                        new Invocation.Line("x"),
                        CommandOptions.NONE),
                new Verdict.Allowed(
                        "roles.all allows commands.x",
                        "x",
                        List.of("/bin/x"),
                        new Limits(Duration.ofSeconds(30), 1024, 2048, Confinement.NONE),
                        new Conditions(Optional.empty(), Optional.of(rule), List.of())),
                new ApprovalRequest.Settled("nonce", one, one));
    }

    private Path file(IdentityName server, ApprovalRequest request) {
        return folder.resolve(server + "-" + request.digest().substring(0, 16) + ".txt");
    }

    private void process(IdentityName signer, String letter) throws Exception {
        try (WorkFile entity = new WorkFolder(directory, new SecureRandom(), 0).take()) {
            try (OutputStream out = entity.write()) {
                out.write(("Content-Type: text/plain\r\n\r\n" + letter).getBytes(StandardCharsets.UTF_8));
            }
            Exchange exchange = new DefaultExchange(new DefaultCamelContext());
            Facts.SIGNER.set(exchange, signer);
            Facts.OPENED.set(
                    exchange,
                    new OpenedMessage(
                            signer, new Fingerprint("0".repeat(64)), Optional.of(NOON), entity, "0".repeat(64), true));
            requests.process(exchange);
        }
    }

    private Path filed(IdentityName server) throws Exception {
        ApprovalRequest request = request(server);
        process(server, request.letter(server));
        return file(server, request);
    }

    private Path filedBefore(IdentityName server, int minute) throws IOException {
        Path file =
                Files.createFile(folder.resolve(server + "-" + HexFormat.of().toHexDigits((long) minute) + ".txt"));
        return Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plus(Duration.ofMinutes(minute))));
    }

    private List<Path> all() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Test
    void filesWhatAServerAsks() throws Exception {
        ApprovalRequest request = request(WEB1);

        process(WEB1, request.letter(WEB1));

        assertThat(file(WEB1, request)).hasContent(request.letter(WEB1));
    }

    @Test
    void filesNoRequestThatWouldApproveAnother() throws Exception {
        ApprovalRequest meant = request(WEB1);
        ApprovalRequest shown = request(WEB1);
        String letter = shown.letter(WEB1).replace(shown.digest(), meant.digest());

        for (String lie : List.of(letter, letter.replace("server: web1\n", "server: web1-x\n"))) {
            assertThatThrownBy(() -> process(WEB1, lie))
                    .isInstanceOf(Refusal.class)
                    .extracting(refusal -> ((Refusal) refusal).reason())
                    .isEqualTo(Reason.CONTENT_TYPE_REFUSED);
        }
        assertThatThrownBy(() -> process(WEB1_X, meant.letter(WEB1))).isInstanceOf(Refusal.class);
        assertThat(all()).isEmpty();
    }

    @Test
    void keepsTheNewestOfEachServer() throws Exception {
        Path ofAnother = filedBefore(WEB1_X, 0);
        filedBefore(WEB1, 1);
        List<Path> left = new ArrayList<>(List.of(ofAnother));
        for (int minute = 2; minute <= RequestFolder.KEPT; minute++) {
            left.add(filedBefore(WEB1, minute));
        }

        left.add(filed(WEB1));

        assertThat(all()).containsExactlyInAnyOrderElementsOf(left);
    }
}
