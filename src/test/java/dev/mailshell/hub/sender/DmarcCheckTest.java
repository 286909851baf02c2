package dev.mailshell.hub.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.sender.DmarcResult.Policy;
import dev.mailshell.hub.sender.SpfResult.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a name server of its own. */
class DmarcCheckTest {

    private static final String ZONE =
            """
            _dmarc.reject.test. TXT "v=DMARC1; p=reject"
            mail.reject.test. A 192.0.2.1
            _dmarc.quarantine.test. TXT "v=DMARC1;p=quarantine;"
            _dmarc.none.test. TXT "v=DMARC1; p=none; rua=mailto:reports@none.test"
            _dmarc.strict.test. TXT "v=DMARC1; p=reject; adkim=s; aspf=s"
            _dmarc.half.test. TXT "v=DMARC1; p=reject; adkim=s; aspf=r"
            _dmarc.sub.test. TXT "v=DMARC1; p=reject; sp=quarantine; np=reject"
            there.sub.test. A 192.0.2.1
            _dmarc.own.sub.test. TXT "v=DMARC1; p=none"
            _dmarc.two.test. TXT "v=DMARC1; p=reject"
            _dmarc.two.test. TXT "v=DMARC1; p=none"
            _dmarc.beside.test. TXT "something else"
            _dmarc.beside.test. TXT "v=DMARC1; p=reject"
            _dmarc.bad-policy.test. TXT "v=DMARC1; p=rejct"
            _dmarc.bad-sub.test. TXT "v=DMARC1; p=reject; sp=all"
            _dmarc.report-only.test. TXT "v=DMARC1; rua=mailto:reports@report-only.test"
            _dmarc.no-policy.test. TXT "v=DMARC1"
            _dmarc.version.test. TXT "v=DMARC2; p=reject"
            _dmarc.case.test. TXT "v=dmarc1; p=reject"
            _dmarc.late.test. TXT "p=reject; v=DMARC1"
            _dmarc.upper.test. TXT "v=DMARC1; p=REJECT"
            _dmarc.junk.test. TXT "v=DMARC1; ???; p=reject; p=none; =; x"
            _dmarc.pct.test. TXT "v=DMARC1; p=reject; pct=0"
            _dmarc.testing.test. TXT "v=DMARC1; p=reject; t=y"
            _dmarc.psd. TXT "v=DMARC1; p=reject; psd=y"
            _dmarc.org.psd. TXT "v=DMARC1; p=quarantine"
            _dmarc.dept.big.test. TXT "v=DMARC1; p=reject; psd=n"
            _dmarc.big.test. TXT "v=DMARC1; p=none"
            _dmarc.alias.test. CNAME _dmarc.reject.test.
            """;

    private static DnsServer dns;
    private static NameServers servers;

    @BeforeAll
    static void serve() throws IOException {
        dns = DnsServer.of(ZONE);
        dns.breakName("_dmarc.broken.test");
        dns.breakName("_dmarc.broken-signer.test");
        servers = new NameServers(List.of(dns.address()));
    }

    @AfterAll
    static void stop() throws IOException {
        dns.close();
    }

    @ParameterizedTest(name = "{0} spf {1} {2} dkim {3} {4}")
    @CsvSource({
        // author, SPF, its domain, DKIM, its domain, result, policy
        "reject.test, PASS, reject.test, NONE, x.test, PASS, REJECT",
        "reject.test, FAIL, reject.test, PASS, reject.test, PASS, REJECT",
        "reject.test, FAIL, reject.test, FAIL, reject.test, FAIL, REJECT",
        "reject.test, PASS, evil.test, PASS, evil.test, FAIL, REJECT",
        "reject.test, PASS, notreject.test, PASS, reject.test.evil.test, FAIL, REJECT",
        "reject.test, PASS, bounces.reject.test, NONE, x.test, PASS, REJECT",
        "mail.reject.test, NONE, x.test, PASS, reject.test, PASS, REJECT",
        "mail.reject.test, NONE, x.test, PASS, other.reject.test, PASS, REJECT",
        "mail.reject.test, NONE, x.test, PASS, test, FAIL, REJECT",
        "quarantine.test, FAIL, quarantine.test, NONE, x.test, FAIL, QUARANTINE",
        "none.test, FAIL, none.test, NONE, x.test, FAIL, NONE",
        "strict.test, PASS, strict.test, NONE, x.test, PASS, REJECT",
        "strict.test, PASS, a.strict.test, PASS, a.strict.test, FAIL, REJECT",
        "half.test, PASS, a.half.test, NONE, x.test, PASS, REJECT",
        "half.test, NONE, x.test, PASS, a.half.test, FAIL, REJECT",
        "there.sub.test, NONE, x.test, NONE, x.test, FAIL, QUARANTINE",
        "nowhere.sub.test, NONE, x.test, NONE, x.test, FAIL, REJECT",
        "own.sub.test, NONE, x.test, NONE, x.test, FAIL, NONE",
        "own.sub.test, NONE, x.test, PASS, sub.test, PASS, NONE",
        "unknown.test, PASS, unknown.test, PASS, unknown.test, NONE, NONE",
        "two.test, FAIL, two.test, NONE, x.test, NONE, NONE",
        "beside.test, FAIL, beside.test, NONE, x.test, FAIL, REJECT",
        "bad-policy.test, FAIL, bad-policy.test, NONE, x.test, PERMERROR, NONE",
        "bad-sub.test, FAIL, bad-sub.test, NONE, x.test, PERMERROR, NONE",
        "no-policy.test, FAIL, no-policy.test, NONE, x.test, PERMERROR, NONE",
        "report-only.test, FAIL, report-only.test, NONE, x.test, FAIL, NONE",
        "version.test, FAIL, version.test, NONE, x.test, NONE, NONE",
        "case.test, FAIL, case.test, NONE, x.test, NONE, NONE",
        "late.test, FAIL, late.test, NONE, x.test, NONE, NONE",
        "upper.test, FAIL, upper.test, NONE, x.test, FAIL, REJECT",
        "junk.test, FAIL, junk.test, NONE, x.test, FAIL, REJECT",
        "pct.test, FAIL, pct.test, NONE, x.test, FAIL, REJECT",
        "testing.test, FAIL, testing.test, NONE, x.test, FAIL, NONE",
        "alias.test, FAIL, alias.test, NONE, x.test, FAIL, REJECT",
        // A public suffix: what stands below it belongs to nobody else.
        "a.psd, NONE, x.test, PASS, b.psd, FAIL, REJECT",
        "a.b.psd, NONE, x.test, PASS, c.b.psd, PASS, REJECT",
        "a.psd, NONE, x.test, PASS, psd, FAIL, REJECT",
        "psd, NONE, x.test, PASS, psd, PASS, REJECT",
        "a.org.psd, NONE, x.test, PASS, org.psd, PASS, QUARANTINE",
        // A part of an organization that is one itself.
        "a.dept.big.test, NONE, x.test, PASS, big.test, FAIL, REJECT",
        "a.dept.big.test, NONE, x.test, PASS, b.dept.big.test, PASS, REJECT",
        "a.big.test, NONE, x.test, PASS, big.test, PASS, NONE",
        "1.2.3.4.5.6.7.8.9.reject.test, NONE, x.test, PASS, a.b.reject.test, PASS, REJECT",
        // The DNS does not say.
        "broken.test, PASS, broken.test, NONE, x.test, TEMPERROR, NONE",
        "reject.test, TEMPERROR, reject.test, NONE, x.test, TEMPERROR, REJECT",
        "reject.test, NONE, x.test, TEMPERROR, a.reject.test, TEMPERROR, REJECT",
        "reject.test, TEMPERROR, reject.test, PASS, reject.test, PASS, REJECT",
        "reject.test, TEMPERROR, evil.test, TEMPERROR, evil.test, FAIL, REJECT",
        "none.test, TEMPERROR, none.test, NONE, x.test, FAIL, NONE",
        "reject.test, NONE, x.test, PASS, broken-signer.test, TEMPERROR, REJECT",
        "reject.test, PASS, broken-signer.test, PASS, a.reject.test, PASS, REJECT",
        "none.test, NONE, x.test, PASS, broken-signer.test, FAIL, NONE",
    })
    void tellsWhoStandsBehindTheMail(
            String author,
            Outcome spf,
            String spfDomain,
            Outcome dkim,
            String dkimDomain,
            Outcome outcome,
            Policy policy)
            throws IOException {
        DmarcResult result = verify("From: a@" + author + "\r\n\r\n", spf, spfDomain, dkim, dkimDomain);
        assertThat(result).isEqualTo(new DmarcResult(outcome, Optional.of(new DomainName(author)), policy));
    }

    @Test
    void asksEightQuestionsForALongName() throws IOException {
        int before = dns.questions();
        TreeWalk.from(new DomainName("l.k.j.i.h.g.f.e.d.c.b.a.long.example"), servers.within(Duration.ofSeconds(10)));
        assertThat(dns.questions() - before).isEqualTo(8);
        assertThat(dns.wasAsked("_dmarc.e.d.c.b.a.long.example")).isTrue();
        assertThat(dns.wasAsked("_dmarc.f.e.d.c.b.a.long.example")).isFalse();
        assertThat(dns.wasAsked("_dmarc.example")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "From: Alice <a@REJECT.test>",
                "from : =?utf-8?q?=41?= (a@evil.test) <a@reject.test>",
                "From: \"b@evil.test\" <a@reject.test>",
                "From: a@reject.test, Bob <b@reject.test>",
                "From:\r\n a@reject.test"
            })
    void findsTheAuthorsDomain(String field) throws IOException {
        assertThat(verify(field + "\r\n\r\n").author()).contains(new DomainName("reject.test"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Subject: none",
                "From: a@reject.test\r\nFrom: a@none.test",
                "From: a@reject.test\r\nFROM : a@reject.test",
                "From: a@reject.test, b@none.test",
                "From: a@none.test <a@reject.test>",
                "From: undisclosed:;",
                "From: alice",
                "From: ",
                "From: a@[192.0.2.1]",
                "From: a@r\u00fcjekt.test",
                "From: a@reject.test\0",
                "From: a@reject.test\r<b@none.test>",
                "From: <a@none.test> <a@reject.test>",
                "From: a@reject..test",
            })
    void refusesMailThatNamesNoOneDomain(String header) throws IOException {
        DmarcResult result = verify(header + "\r\n\r\n");
        assertThat(result).isEqualTo(new DmarcResult(Outcome.PERMERROR, Optional.empty(), Policy.NONE));
        assertThat(new SenderResults(spf(Outcome.PASS, "reject.test"), List.of(), result).judgement())
                .isInstanceOf(Judgement.Refused.class);
    }

    private static DmarcResult verify(String header) throws IOException {
        return verify(header, Outcome.PASS, "reject.test", Outcome.PASS, "reject.test");
    }

    private static DmarcResult verify(String header, Outcome spf, String spfDomain, Outcome dkim, String dkimDomain)
            throws IOException {
        HeaderSection section =
                HeaderSection.read(new ByteArrayInputStream(header.getBytes(StandardCharsets.ISO_8859_1)));
        DkimResult signature =
                new DkimResult(dkim, Optional.of(new DomainName(dkimDomain)), Optional.empty(), Optional.empty(), "");
        return new DmarcCheck(section, servers.within(Duration.ofSeconds(10)))
                .verify(spf(spf, spfDomain), List.of(signature));
    }

    private static SpfResult spf(Outcome outcome, String domain) {
        return new SpfResult(outcome, Identity.MAIL_FROM, Optional.of(new DomainName(domain)));
    }
}
