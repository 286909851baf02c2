package dev.mailshell.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.sender.DkimResult;
import dev.mailshell.hub.sender.DmarcResult;
import dev.mailshell.hub.sender.DmarcResult.Policy;
import dev.mailshell.hub.sender.DomainName;
import dev.mailshell.hub.sender.Outcome;
import dev.mailshell.hub.sender.ResultsField;
import dev.mailshell.hub.sender.SenderResults;
import dev.mailshell.hub.sender.SpfResult;
import dev.mailshell.hub.sender.SpfResult.Identity;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a hub writes, as a server at home reads it. */
class HubResultsTest {

    private static final Optional<DomainName> DOMAIN = Optional.of(new DomainName("example.test"));
    private static final Sender ALICE = new Sender("alice", "example.test");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void readsAPass(Method method) throws IOException {
        assertThat(objection(method, Outcome.PASS, DOMAIN)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void readsThatOneDidNotPass(Method method) throws IOException {
        for (Outcome outcome : EnumSet.complementOf(EnumSet.of(Outcome.PASS))) {
            assertThat(objection(method, outcome, DOMAIN))
                    .contains("hub.test found no " + method + "=pass for the domain of From");
        }
    }

    @ParameterizedTest
    @EnumSource
    void readsThatAnotherDomainHasPassed(Method method) throws IOException {
        assertThat(objection(method, Outcome.PASS, Optional.of(new DomainName("evil.test"))))
                .contains("hub.test found no " + method + "=pass for the domain of From");
        assertThat(objection(method, Outcome.PASS, Optional.empty())).isPresent();
    }

    /** {@code outcome} is of {@code method}; of the other two it is the contrary. */
    private Optional<String> objection(Method method, Outcome outcome, Optional<DomainName> domain) throws IOException {
        Outcome contrary = outcome == Outcome.PASS ? Outcome.FAIL : Outcome.PASS;
        DkimResult dkim = new DkimResult(
                method == Method.DKIM ? outcome : contrary,
                domain,
                Optional.of(new DomainName("s1")),
                Optional.of("rsa-sha256"),
                "the body is not the one that was signed");
        String field = ResultsField.of(
                "hub.test",
                new SenderResults(
                        new SpfResult(method == Method.SPF ? outcome : contrary, Identity.MAIL_FROM, domain),
                        List.of(dkim),
                        new DmarcResult(method == Method.DMARC ? outcome : contrary, domain, Policy.REJECT)));
        Path mail = directory.resolve("mail");
        Files.writeString(mail, field + "From: alice@example.test\r\n\r\nbody");
        return new TrustedResults("hub.test", Set.of(method)).objection(MimeEntity.read(mail), ALICE);
    }
}
