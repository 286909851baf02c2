package dev.mailshell.hub.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.sender.SpfResult.Identity;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a name server of its own; the client is 192.0.2.7 unless a case says otherwise. */
class SpfCheckTest {

    private static final String ZONE =
            """
            pass.test. TXT "v=spf1 ip4:192.0.2.0/24 -all"
            split.test. TXT "v=spf1 ip4:192." "0.2.7 -all"
            fail.test. TXT "v=spf1 ip4:198.51.100.1 -all"
            softfail.test. TXT "v=spf1 ip4:198.51.100.1 ~all"
            neutral.test. TXT "v=spf1 ip4:198.51.100.1 ?all"
            silent-end.test. TXT "v=spf1 ip4:198.51.100.1"
            none.test. TXT "some other text"
            two.test. TXT "v=spf1 -all"
            two.test. TXT "v=spf1 +all"
            syntax.test. TXT "v=spf1 ip4:192.0.2.7.8 -all"
            unknown-term.test. TXT "v=spf1 maybe:pass.test -all"
            six.test. TXT "v=spf1 ip6:2001:db8::/32 -all"
            a.test. TXT "v=spf1 a -all"
            a.test. A 192.0.2.7
            mx.test. TXT "v=spf1 mx -all"
            mx.test. MX 10 host.mx.test.
            host.mx.test. A 192.0.2.7
            many-mx.test. TXT "v=spf1 mx +all"
            include.test. TXT "v=spf1 include:pass.test -all"
            include-fail.test. TXT "v=spf1 include:fail.test ?all"
            include-none.test. TXT "v=spf1 include:none.test -all"
            redirect.test. TXT "v=spf1 redirect=pass.test"
            redirect-none.test. TXT "v=spf1 redirect=none.test"
            loop.test. TXT "v=spf1 include:loop2.test -all"
            loop2.test. TXT "v=spf1 include:loop.test -all"
            self.test. TXT "v=spf1 redirect=self.test"
            ten.test. TXT "v=spf1 a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test +all"
            eleven.test. TXT "v=spf1 a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test a:h.ten.test +all"
            h.ten.test. A 198.51.100.1
            void2.test. TXT "v=spf1 a:v1.void.test a:v2.void.test +all"
            void3.test. TXT "v=spf1 a:v1.void.test exists:v2.void.test a:v3.void.test +all"
            macro.test. TXT "v=spf1 exists:%{ir}.%{v}.%{l}._spf.%{d2} -all"
            7.2.0.192.in-addr.alice._spf.macro.test. A 127.0.0.2
            helo.test. TXT "v=spf1 exists:%{h}.seen.test -all"
            client.example.seen.test. A 127.0.0.2
            exp.test. TXT "v=spf1 -all exp=why.test"
            why.test. TXT "go away %{s}"
            alias.test. CNAME pass.test.
            broken-include.test. TXT "v=spf1 include:broken.test -all"
            silent-a.test. TXT "v=spf1 a:silent.test -all"
            ptr.test. TXT "v=spf1 ptr -all"
            7.2.0.192.in-addr.arpa. PTR host.ptr.test.
            host.ptr.test. A 192.0.2.7
            unknown-modifier.test. TXT "v=spf1 x-later=1 ip4:192.0.2.7 -all"
            """;

    private static DnsServer dns;
    private static NameServers servers;

    @BeforeAll
    static void serve() throws IOException {
        String exchanges = IntStream.range(0, 11)
                .mapToObj(i -> "many-mx.test. MX 10 h" + i + ".mx.test.\n")
                .collect(Collectors.joining());
        dns = DnsServer.of(ZONE + exchanges + longPolicies());
        dns.breakName("broken.test");
        dns.silence("silent.test");
        servers = new NameServers(List.of(dns.address()));
    }

    /** Of one long term that does not fit at its very end, and of very many. */
    private static String longPolicies() {
        String term = "x.".repeat(120);
        String strings =
                IntStream.range(0, 20).mapToObj(i -> "\"" + term + "\"").collect(Collectors.joining(" "));
        return "long-term.test. TXT \"v=spf1 a:\" " + strings + " \"! -all\"\n"
                + "backtracking.test. TXT \"v=spf1 a:." + "a".repeat(240) + "\" \"" + "a".repeat(240) + "! -all\"\n"
                + "long.test. TXT \"v=spf1 \" "
                + IntStream.range(0, 25)
                        .mapToObj(i -> "\"" + "a ".repeat(110) + "\"")
                        .collect(Collectors.joining(" "))
                + " \"+all\"\n";
    }

    @AfterAll
    static void stop() throws IOException {
        dns.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "pass.test, PASS",
        "split.test, PASS",
        "fail.test, FAIL",
        "softfail.test, SOFTFAIL",
        "neutral.test, NEUTRAL",
        "silent-end.test, NEUTRAL",
        "none.test, NONE",
        "not-there.test, NONE",
        "two.test, PERMERROR",
        "syntax.test, PERMERROR",
        "unknown-term.test, PERMERROR",
        "six.test, FAIL",
        "a.test, PASS",
        "mx.test, PASS",
        "many-mx.test, PERMERROR",
        "include.test, PASS",
        "include-fail.test, NEUTRAL",
        "include-none.test, PERMERROR",
        "redirect.test, PASS",
        "redirect-none.test, PERMERROR",
        "loop.test, PERMERROR",
        "self.test, PERMERROR",
        "ten.test, PASS",
        "eleven.test, PERMERROR",
        "void2.test, PASS",
        "void3.test, PERMERROR",
        "macro.test, PASS",
        "helo.test, PASS",
        "exp.test, FAIL",
        "alias.test, PASS",
        "broken.test, TEMPERROR",
        "broken-include.test, TEMPERROR",
        "ptr.test, PASS",
        "unknown-modifier.test, PASS",
        "long-term.test, PERMERROR",
        "backtracking.test, PERMERROR",
        "long.test, PERMERROR",
    })
    void findsWhatTheRecordSays(String domain, Outcome outcome) throws IOException {
        SpfResult result = verify("192.0.2.7", "alice@" + domain, Duration.ofSeconds(10));
        assertThat(result).isEqualTo(new SpfResult(outcome, Identity.MAIL_FROM, Optional.of(new DomainName(domain))));
    }

    @Test
    void knowsVersion6OfTheInternetProtocol() throws IOException {
        assertThat(verify("2001:db8::1", "alice@six.test", Duration.ofSeconds(10))
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(verify("fe80::1", "alice@six.test", Duration.ofSeconds(10)).outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void endsWhenItsTimeIsUp() throws IOException {
        assertThat(verify("192.0.2.7", "alice@silent-a.test", Duration.ofMillis(200))
                        .outcome())
                .isEqualTo(Outcome.TEMPERROR);
    }

    @Test
    void takesTheNameOfTheClientWhereThereIsNoReversePath() throws IOException {
        Connection connection = new Connection(InetAddress.getByName("192.0.2.7"), "Pass.TEST.", Optional.empty());
        assertThat(check().verify(connection))
                .isEqualTo(new SpfResult(Outcome.PASS, Identity.HELO, Optional.of(new DomainName("pass.test"))));
    }

    @ParameterizedTest
    @CsvSource({"[192.0.2.7]", "localhost", "'x y'", "a;b", "'(c)'", "''"})
    void asksNothingForAClientWithoutAName(String helo) throws IOException {
        Connection connection = new Connection(InetAddress.getByName("192.0.2.7"), helo, Optional.empty());
        assertThat(check().verify(connection).outcome()).isEqualTo(Outcome.NONE);
    }

    private static SpfResult verify(String client, String mailFrom, Duration budget) throws IOException {
        return new SpfCheck(servers.within(budget), "hub.test")
                .verify(new Connection(
                        InetAddress.getByName(client), "client.example", Optional.of(new MailAddress(mailFrom))));
    }

    private static SpfCheck check() {
        return new SpfCheck(servers.within(Duration.ofSeconds(10)), "hub.test");
    }
}
