package dev.mailshell.hub.sender;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures that dkimpy and Mail::DKIM have made, with keys from a name server of its own. */
class DkimCheckTest {

    private static final String MAIL =
            """
            Received: from client.example by mx.example\r
            From: Alice <alice@example.test>\r
            To: web1@hub.test\r
            Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=  and \t blanks\r
             in two lines\r
            Date: Thu, 26 Nov 2026 10:00:00 +0000\r
            \r
            Hello,  web1 \t\r
            \r
            how are you?\r
            \r
            \r
            """;

    @TempDir
    static Path folder;

    private static DkimSigner rsa;
    private static String signed;
    private static DkimSigner other;
    private static DkimSigner old;
    private static DkimSigner weak;
    private static DkimSigner edwards;
    private static DnsServer dns;
    private static NameServers servers;

    @BeforeAll
    static void publish() throws Exception {
        rsa = DkimSigner.create(folder, "rsa", 2048);
        other = DkimSigner.create(folder, "other", 2048);
        old = DkimSigner.create(folder, "old", 1024);
        weak = DkimSigner.create(folder, "weak", 768);
        edwards = DkimSigner.create(folder, "edwards", 0);
        signed = rsa.sign("example.test", "rsa", "relaxed/relaxed", "rsa-sha256", MAIL);
        String key = rsa.published();
        dns = DnsServer.of(record("rsa", "v=DKIM1; k=rsa; p=" + key)
                + record("old", "p=" + old.published())
                + record("weak", "v=DKIM1; p=" + weak.published())
                + record("edwards", "v=DKIM1; k=ed25519; p=" + edwards.published())
                + record("revoked", "v=DKIM1; p=")
                + record("version", "v=DKIM2; p=" + key)
                + record("late-version", "p=" + key + "; v=DKIM1")
                + record("sha1", "v=DKIM1; h=sha1; p=" + key)
                + record("other-service", "v=DKIM1; s=tlsrpt; p=" + key)
                + record("email-service", "v=DKIM1; h=sha1:sha256; s=tlsrpt:email; t=y; p=" + key)
                + record("strict", "v=DKIM1; t=y:s; p=" + key)
                + record("garbage", "v=DKIM1; p=AAAA")
                + record("no-base64", "v=DKIM1; p=!!!")
                + record("no-key", "some other text")
                + record("duplicate", "v=DKIM1; p=" + key + "; p=" + key)
                + record("two-texts", "some other text")
                + record("two-texts", "v=DKIM1; p=" + key));
        dns.breakName("broken._domainkey.example.test");
        servers = new NameServers(List.of(dns.address()));
    }

    private static String record(String selector, String text) {
        StringBuilder record = new StringBuilder(selector + "._domainkey.example.test. TXT");
        for (int start = 0; start < text.length(); start += 200) {
            record.append(" \"")
                    .append(text, start, Math.min(text.length(), start + 200))
                    .append('"');
        }
        return record.append('\n').toString();
    }

    @AfterAll
    static void stop() throws IOException {
        dns.close();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "rsa-sha256, relaxed/relaxed",
        "rsa-sha256, relaxed/simple",
        "rsa-sha256, simple/relaxed",
        "rsa-sha256, simple/simple",
        "ed25519-sha256, relaxed/relaxed",
        "ed25519-sha256, simple/simple",
    })
    void passesWhatDkimpyHasSigned(String algorithm, String canonicalization) throws Exception {
        boolean isRsa = algorithm.startsWith("rsa");
        String mail = (isRsa ? rsa : edwards)
                .sign("example.test", isRsa ? "rsa" : "edwards", canonicalization, algorithm, MAIL);
        assertThat(verify(mail))
                .containsExactly(new DkimResult(
                        Outcome.PASS,
                        name("example.test"),
                        name(isRsa ? "rsa" : "edwards"),
                        Optional.of(algorithm),
                        ""));
    }

    @Test
    void passesWhatPerlHasSigned() throws Exception {
        assertThat(outcome(rsa.signByPerl("example.test", "rsa", MAIL))).isEqualTo("pass");
    }

    @ParameterizedTest
    @CsvSource({"relaxed/relaxed", "relaxed/simple"})
    void passesAMailWithoutABody(String canonicalization) throws Exception {
        String header = MAIL.substring(0, MAIL.indexOf("\r\n\r\n") + 4);
        assertThat(outcome(rsa.sign("example.test", "rsa", canonicalization, "rsa-sha256", header)))
                .isEqualTo("pass");
    }

    @Test
    void passesBytesThatAreOfNoCharacterSet() throws Exception {
        String mail = MAIL.replace("web1@", "\u00fc\u00ff\u0080 <web1@").replace("Hello", "Gr\u00fc\u00dfe");
        String foreign = rsa.sign("example.test", "rsa", "relaxed/relaxed", "rsa-sha256", mail);
        assertThat(outcome(foreign)).isEqualTo("pass");
        assertThat(outcome(foreign.replace("\u00fc\u00ff", "\u00fc?"))).startsWith("fail");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "another body            | how are     | who are      | fail the body is not the one that was signed",
                "more body               | you?        | you? Send money | fail the body is not the one that was signed",
                "another author          | Alice <     | Alicia <     | fail the header is not the one that was signed",
                "another subject         | and         | or           | fail the header is not the one that was signed",
                "a second author         | To: web1    | From: eve@example.test\\r\\nTo: web1 | fail the header is not the one that was signed",
                "a field not signed      | by mx       | by mail      | pass",
                "another fold            | blanks\\r\\n in | blanks in | pass",
                "another blank           | `  and `    | ` and  `     | pass",
                "another case of a name  | Subject:    | SUBJECT:     | pass",
                "another domain          | d=example.test; | d=evil.test; | neutral i= is not within d=",
                "another version         | v=1;        | v=2;         | neutral the version is unknown",
                "no key in the DNS       | q=dns/txt;  | q=x-file;    | neutral the key is not in the DNS",
                "no Base64               | bh=         | bh=!         | neutral b= or bh= is not Base64",
                "no separators           | ;           | ,            | neutral the version is unknown",
                "a tag twice             | s=rsa;      | s=rsa; s=rsa; | neutral the signature cannot be read",
                "no selector             | s=rsa;      | s=;          | neutral d= or s= is not the name of a domain",
                "a selector out of line  | s=rsa;      | s=rsa(x);    | neutral d= or s= is not the name of a domain",
                "an unknown form         | c=relaxed/relaxed | c=nowsp/relaxed | neutral the canonicalization is unknown",
                "From not signed         | h=from      | h=cc         | fail the header is not the one that was signed",
                "an unknown algorithm    | a=rsa-sha256 | a=rsa-sha512 | policy the algorithm is not accepted",
                "another algorithm       | a=rsa-sha256 | a=ed25519-sha256 | permerror the key is for another algorithm",
            })
    void noticesWhatWasChangedAfterwards(String change, String was, String becomes, String expected) throws Exception {
        assertThat(signed).contains(lines(was));
        assertThat(outcome(signed.replaceFirst(Pattern.quote(lines(was)), lines(becomes))))
                .isEqualTo(expected);
    }

    private static String lines(String text) {
        return text.replace("\\r\\n", "\r\n");
    }

    @Test
    void holdsASimpleHeaderToItsBlanks() throws Exception {
        String simple = rsa.sign("example.test", "rsa", "simple/simple", "rsa-sha256", MAIL);
        assertThat(outcome(simple.replace("  and", " and"))).startsWith("fail the header");
        assertThat(outcome(simple.replace("Hello,  ", "Hello, "))).startsWith("fail the body");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "not-there, permerror there is no such key",
        "no-key, permerror there is no such key",
        "duplicate, permerror there is no such key",
        "revoked, permerror the key was revoked",
        "version, permerror the version of the key is unknown",
        "late-version, permerror the version of the key is unknown",
        "sha1, permerror the key is for another hash",
        "other-service, permerror the key is not for mail",
        "email-service, pass",
        "strict, pass",
        "two-texts, pass",
        "garbage, permerror the key cannot be read",
        "no-base64, permerror the key cannot be read",
        "edwards, permerror the key is for another algorithm",
        "broken, temperror the DNS does not answer",
    })
    void takesNoKeyThatIsNotForThis(String selector, String expected) throws Exception {
        assertThat(outcome(rsa.sign("example.test", selector, "relaxed/relaxed", "rsa-sha256", MAIL)))
                .isEqualTo(expected);
    }

    @Test
    void takesNoKeyOfAnother() throws Exception {
        assertThat(outcome(other.sign("example.test", "rsa", "relaxed/relaxed", "rsa-sha256", MAIL)))
                .isEqualTo("fail the header is not the one that was signed");
    }

    @Test
    void acceptsAShortKeyOnlyDownToItsLimit() throws Exception {
        assertThat(outcome(old.sign("example.test", "old", "relaxed/relaxed", "rsa-sha256", MAIL)))
                .isEqualTo("pass");
        assertThat(outcome(weak.sign("example.test", "weak", "relaxed/relaxed", "rsa-sha256", MAIL)))
                .isEqualTo("policy the key has a size that is not accepted");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "l=1, strict, policy the signature is for a part of the body only",
        "x=1000000000, rsa, fail the signature has expired",
        "x=99999999999, rsa, pass",
        "x=soon, rsa, neutral the time of expiry cannot be read",
        "t=99999999999, rsa, pass",
        "i=alice@sub.example.test, rsa, pass",
        "i=alice@sub.example.test, strict, permerror the key is not for subdomains",
        "q=dns/x : dns/txt, rsa, pass",
        "unknown=1, rsa, pass",
    })
    void heedsItsTags(String tag, String selector, String expected) throws Exception {
        assertThat(outcome(rsa.sign("example.test", selector, "relaxed/relaxed", "rsa-sha256", MAIL, tag)))
                .isEqualTo(expected);
    }

    @Test
    void takesNoSha1() throws Exception {
        assertThat(outcome(rsa.sign("example.test", "rsa", "relaxed/relaxed", "rsa-sha1", MAIL)))
                .isEqualTo("policy the algorithm is not accepted");
    }

    @Test
    void judgesEachOfTwoSignatures() throws Exception {
        String mail = rsa.sign("example.test", "rsa", "relaxed/relaxed", "rsa-sha256", MAIL);
        String twice = edwards.sign("example.test", "edwards", "relaxed/relaxed", "ed25519-sha256", mail);
        assertThat(verify(twice)).extracting(DkimResult::outcome).containsExactly(Outcome.PASS, Outcome.PASS);
        assertThat(verify(twice.replaceFirst("s=edwards", "s=revoked")))
                .extracting(DkimResult::outcome)
                .containsExactly(Outcome.PERMERROR, Outcome.PASS);
    }

    @Test
    void looksAtFiveSignaturesOnly() throws Exception {
        String junk = "DKIM-Signature: v=1; d=evil.test\r\n".repeat(5);
        String mail = junk + rsa.sign("example.test", "rsa", "relaxed/relaxed", "rsa-sha256", MAIL);
        assertThat(verify(mail)).hasSize(5).allMatch(result -> result.outcome() != Outcome.PASS);
    }

    @Test
    void findsNothingWhereNothingIsSigned() throws IOException {
        assertThat(verify(MAIL)).isEmpty();
    }

    private static String outcome(String mail) throws IOException {
        assertThat(verify(mail)).hasSize(1);
        DkimResult result = verify(mail).get(0);
        return (result.outcome() + " " + result.reason()).strip();
    }

    private static List<DkimResult> verify(String mail) throws IOException {
        InputStream in = new BufferedInputStream(new ByteArrayInputStream(mail.getBytes(StandardCharsets.ISO_8859_1)));
        Instant now = Clock.systemUTC().instant();
        return new DkimCheck(HeaderSection.read(in), servers.within(Duration.ofSeconds(10)), now).verify(in);
    }

    private static Optional<DomainName> name(String value) {
        return Optional.of(new DomainName(value));
    }
}
