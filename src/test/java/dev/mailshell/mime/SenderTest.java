package dev.mailshell.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SenderTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.org",
                "ALICE@Example.ORG",
                "<alice@example.org>",
                "Alice <alice@example.org>",
                "Alice B. Smith <alice@example.org> (at work)",
                "\"Smith, Alice <bob@example.org>\" <alice@example.org>",
                "=?utf-8?Q?Alice_=40_home?= <alice@example.org>",
                "M\u00fcller <alice@example.org>",
                "\"alice\"@example.org",
                "(bob@example.org,) alice (a (nested\\)) one) @ example.org",
                "Alice\r\n <alice@example.org>"
            })
    void findsTheOneAddress(String from) throws IOException {
        assertThat(sender("From: " + from)).contains(new Sender("alice", "example.org"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: none",
                "From:",
                "From: alice",
                "From: alice@",
                "From: @example.org",
                "From: alice@example.org, bob@example.org",
                "From: alice@example.org,",
                "From: alice@example.org bob@example.org",
                "From: Alice <alice@example.org> <bob@example.org>",
                "From: bob@example.org <alice@example.org>",
                "From: team: alice@example.org;",
                "From: undisclosed-recipients:;",
                "From: <@relay.example:alice@example.org>",
                "From: alice@[192.0.2.1]",
                "From: alice@ex\u00e4mple.org",
                "From: alice@example..org",
                "From: alice@.example.org",
                "From: .alice@example.org",
                "From: al ice@example.org",
                "From: alice@example.org (open",
                "From: \"alice@example.org",
                "From: <alice@example.org",
                "From: <alice@example.org>x",
                "From: alice@example.org\r\nFrom: alice@example.org",
                "From: alice@example.org\r\nFROM: bob@example.org"
            })
    void namesNobodyInDoubt(String field) throws IOException {
        assertThat(sender(field)).isEmpty();
    }

    @Test
    void doesNotTakeAnAddressInAQuotedLocalPartForTheSender() throws IOException {
        Sender sender = sender("From: \"alice@example.org\"@example.com").orElseThrow();

        assertThat(sender.domain()).isEqualTo("example.com");
        assertThat(sender.is(new MailAddress("alice@example.org"))).isFalse();
    }

    @Test
    void namesNobodyByAVeryLongAddress() {
        String dots = "a.".repeat(30_000);
        for (String value : new String[] {dots + "a@example.org", "<" + dots + "a@example.org>", "a@" + dots + "org"}) {
            assertThatThrownBy(() -> Sender.all(value)).isInstanceOf(MimeFailure.class);
        }
    }

    @Test
    void findsAllAddressesOfAList() throws IOException {
        assertThat(Sender.all("Alice <alice@example.org>, (and) bob@example.net ,\"Carol, x@y\" <c@example.com>"))
                .containsExactly(
                        new Sender("alice", "example.org"),
                        new Sender("bob", "example.net"),
                        new Sender("c", "example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",alice@example.org",
                "alice@example.org,",
                "alice@example.org;bob@example.net",
                "alice@example.org bob@example.net",
                "bob@example.net <alice@example.org>",
                "friends: alice@example.org;"
            })
    void readsNoListThatIsNone(String value) {
        assertThatThrownBy(() -> Sender.all(value)).isInstanceOf(MimeFailure.class);
    }

    @Test
    void isAMailboxWhateverTheCase() throws IOException {
        assertThat(sender("From: Alice@EXAMPLE.org").orElseThrow().is(new MailAddress("alice@Example.org")))
                .isTrue();
    }

    private Optional<Sender> sender(String field) throws IOException {
        Path mail = directory.resolve("mail");
        Files.writeString(mail, field + "\r\n\r\nbody", StandardCharsets.ISO_8859_1);
        return Sender.of(MimeEntity.read(mail));
    }
}
