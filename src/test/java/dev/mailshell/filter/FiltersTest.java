package dev.mailshell.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mailshell.mime.MimeEntity;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import dev.mailshell.policy.ValuePattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FiltersTest {

    private static final MailAddress CLIENT = new MailAddress("alice@example.org");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "clients, alice@example.org, true",
        "clients, ALICE@example.org, true",
        "clients, bob@example.org, false",
        "'bob@example.org, clients', alice@example.org, true",
        "bob@Example.org, Bob@example.ORG, true",
        "bob@example.org, alice@example.org, false",
        "@example.org, anybody@EXAMPLE.org, true",
        "*@Example.org, anybody@example.org, true",
        "@example.org, alice@sub.example.org, false",
        "@example.org, alice@badexample.org, false",
        "@example.org, alice@example.org.example.com, false",
        "@xn--mller-kva.example, a@XN--MLLER-KVA.example, true"
    })
    void admitsTheSendersOnTheList(String list, String from, boolean admitted) throws IOException {
        assertThat(reason(senders(list), "From: " + from))
                .isEqualTo(admitted ? Optional.empty() : Optional.of(Reason.SENDER_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "alice",
                "client",
                "@",
                "*",
                "@*.org",
                "al*@example.org",
                "@example.org;@x.org",
                "@m\u00fcller.de"
            })
    void readsNoListThatLooksLikeAnother(String list) {
        assertThatThrownBy(() -> SenderList.parse(list)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesMailThatNamesNoOneSender() throws IOException {
        assertThat(reason(senders("@example.org"), "X: y")).contains(Reason.SENDER_REFUSED);
        assertThat(reason(senders("@example.org"), "From: a@example.org\r\nFrom: a@example.org"))
                .contains(Reason.SENDER_REFUSED);
        assertThat(reason(
                        new Filters(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new TrustedResults("mx", Set.of(Method.DKIM))),
                                Optional.empty()),
                        "Authentication-Results: mx; dkim=pass header.d=example.org"))
                .contains(Reason.SENDER_REFUSED);
    }

    @ParameterizedTest
    @CsvSource({
        "Mail Shell, Mail Shell, true",
        "Mail Shell, Re: Mail Shell, false",
        "Mail Shell, mail shell, false",
        "gr\u00fc\u00df.*, =?utf-8?Q?gr=C3=BC=C3=9F_dich?=, true",
        "gr\u00fc\u00df.*, =?iso-8859-1?B?Z3L832Ugc2ll?=, true",
        "gr\u00fc\u00df, gr\u00c3\u00bc\u00c3\u009f, true",
        "x, =?no-such?Q?x?=, false",
        "[a-z]+, 'a\r\n\tb', false",
        "'[a-z\t]+', 'a\r\n\tb', true"
    })
    void matchesTheWholeDecodedSubject(String pattern, String subject, boolean fits) throws IOException {
        assertThat(reason(subject(pattern), "Subject: " + subject))
                .isEqualTo(fits ? Optional.empty() : Optional.of(Reason.SUBJECT_REFUSED));
    }

    @Test
    void takesAMissingSubjectForAnEmptyOneAndRefusesTwo() throws IOException {
        assertThat(reason(subject(".+"), "X: y")).contains(Reason.SUBJECT_REFUSED);
        assertThat(reason(subject(".*"), "X: y")).isEmpty();
        assertThat(reason(subject(".*"), "Subject: a\r\nSubject: a")).contains(Reason.SUBJECT_REFUSED);
    }

    @Test
    void endsAPatternThatBacktracksTooMuch() throws IOException {
        assertThat(reason(subject("(a+)+b"), "Subject: " + "a".repeat(4000))).contains(Reason.SUBJECT_REFUSED);
        assertThat(reason(subject(".*"), "Subject: " + "a".repeat(4097))).contains(Reason.SUBJECT_REFUSED);
    }

    @Test
    void looksAtNothingWithoutFilters() throws IOException {
        assertThat(Filters.none().any()).isFalse();
        assertThat(reason(Filters.none(), "X: y")).isEmpty();
    }

    private static Filters senders(String list) {
        return new Filters(Optional.of(SenderList.parse(list)), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Filters subject(String pattern) {
        return new Filters(
                Optional.empty(), Optional.of(new ValuePattern(pattern)), Optional.empty(), Optional.empty());
    }

    private Optional<Reason> reason(Filters filters, String header) throws IOException {
        Path mail = directory.resolve("mail");
        Files.writeString(mail, header + "\r\n\r\nbody", StandardCharsets.ISO_8859_1);
        return filters.objection(MimeEntity.read(mail), sender -> sender.is(CLIENT))
                .map(Explanation::code);
    }
}
