package dev.mailshell.hub.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.sender.DmarcResult.Policy;
import dev.mailshell.hub.sender.SpfResult.Identity;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultsFieldTest {

    @Test
    void saysWhatWasFound() {
        SenderResults results = new SenderResults(
                new SpfResult(Outcome.SOFTFAIL, Identity.MAIL_FROM, name("bounce.test")),
                List.of(
                        new DkimResult(Outcome.PASS, name("mail.test"), name("s1"), Optional.of("rsa-sha256"), ""),
                        new DkimResult(Outcome.NEUTRAL, Optional.empty(), Optional.empty(), Optional.empty(), "why")),
                new DmarcResult(Outcome.FAIL, name("example.test"), Policy.QUARANTINE));
        assertThat(ResultsField.of("hub.test", results))
                .isEqualTo(
                        """
                        Authentication-Results: hub.test;\r
                         spf=softfail smtp.mailfrom=bounce.test;\r
                         dkim=pass header.d=mail.test header.s=s1 header.a=rsa-sha256;\r
                         dkim=neutral reason="why";\r
                         dmarc=fail header.from=example.test policy.dmarc=quarantine\r
                        """);
    }

    @Test
    void saysThatNothingWasFound() {
        SenderResults results = new SenderResults(
                new SpfResult(Outcome.NONE, Identity.HELO, Optional.empty()),
                List.of(),
                new DmarcResult(Outcome.PERMERROR, Optional.empty(), Policy.NONE));
        assertThat(ResultsField.of("hub.test", results))
                .isEqualTo("Authentication-Results: hub.test;\r\n spf=none;\r\n dkim=none;\r\n dmarc=permerror\r\n");
    }

    @Test
    void staysWithinTheLengthOfALine() {
        Optional<DomainName> longest = name(("a".repeat(49) + ".").repeat(5) + "abc");
        DkimResult dkim = new DkimResult(
                Outcome.PERMERROR,
                longest,
                longest,
                Optional.of("ed25519-sha256"),
                "the signature is for a part of the body only");
        String field = ResultsField.of(
                "hub.test",
                new SenderResults(
                        new SpfResult(Outcome.PASS, Identity.MAIL_FROM, longest),
                        Collections.nCopies(5, dkim),
                        new DmarcResult(Outcome.FAIL, longest, Policy.REJECT)));
        assertThat(field.lines()).hasSize(8).allMatch(line -> line.length() < 900);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a..b",
                "-a b",
                "a\r\nX: y",
                "a;b",
                "a(b",
                "a\"b",
                "a\\b",
                "a=b",
                "a/b",
                "a@b",
                "a\0b",
                "\u00e4.test",
                "a,b"
            })
    void namesNoDomainThatCouldSayMoreThanItsName(String text) {
        assertThat(DomainName.of(text)).isEmpty();
    }

    @Test
    void namesNoDomainThatIsTooLong() {
        assertThat(DomainName.of("a".repeat(64))).isEmpty();
        assertThat(DomainName.of("a.".repeat(127))).isNotEmpty();
        assertThat(DomainName.of("a.".repeat(127) + "a")).isEmpty();
    }

    private static Optional<DomainName> name(String value) {
        return Optional.of(new DomainName(value));
    }
}
