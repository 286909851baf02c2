package dev.mailshell.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The mail is always of alice@mail.example.org; the trusted server is mx.example.net. */
class TrustedResultsTest {

    private static final Sender ALICE = new Sender("alice", "mail.example.org");
    private static final String FIELD = "Authentication-Results: ";
    private static final String REAL = FIELD + "mx.example.net; dkim=fail header.d=mail.example.org\r\n";
    private static final String FORGED = FIELD + "mx.example.net; dkim=pass header.d=mail.example.org\r\n";

    @TempDir
    Path directory;

    @Test
    void passesWhatGmailWrites() throws IOException {
        String header =
                """
                Delivered-To: web1@example.net
                Received: by 2002:a05:6400 with SMTP id x1; Thu, 26 Nov 2026 01:00:00 -0800 (PST)
                ARC-Authentication-Results: i=1; mx.example.net; dkim=fail header.i=@mail.example.org
                Return-Path: <alice@mail.example.org>
                Received: from out.example.org (out.example.org. [192.0.2.7])
                        by mx.example.net with ESMTPS id y2
                Received-SPF: pass (example.net: domain of alice@mail.example.org designates 192.0.2.7 as permitted sender)
                Authentication-Results: mx.example.net;
                       dkim=pass header.i=@mail.example.org header.s=20230601 header.b="aB/c+d=E";
                       spf=pass (example.net: domain of alice@mail.example.org designates 192.0.2.7 as permitted sender) smtp.mailfrom=alice@mail.example.org;
                       dmarc=pass (p=NONE sp=NONE dis=NONE) header.from=mail.example.org;
                       dara=pass header.i=@example.net
                """;

        assertThat(objection(header, Method.values())).isEmpty();
    }

    @Test
    void passesWhatFastmailWrites() throws IOException {
        String header =
                """
                Authentication-Results: mx.example.net;
                    dkim=pass (2048-bit rsa key sha256) header.d=example.org
                    header.i=@example.org header.b=aBc/dE= header.a=rsa-sha256
                    header.s=fm1 x-bits=2048;
                    dmarc=pass policy.published-domain-policy=none
                    policy.evaluated-disposition=none (p=none,d=none,d.eval=none)
                    policy.policy-from=p header.from=mail.example.org;
                    iprev=pass smtp.remote-ip=192.0.2.7 (out.example.org);
                    spf=pass smtp.mailfrom=alice@mail.example.org smtp.helo=out.example.org
                """;

        assertThat(objection(header, Method.values())).isEmpty();
    }

    @Test
    void takesOfSeveralMiltersOnlyTheTopmost() throws IOException {
        String header =
                """
                Authentication-Results: mx.example.net; dmarc=pass (p=none dis=none) header.from=mail.example.org
                Authentication-Results: mx.example.net;
                \tdkim=pass (2048-bit key; unprotected) header.d=example.org header.i=@example.org header.a=rsa-sha256 header.s=s1 header.b=aBcD; dkim-atps=neutral
                Authentication-Results: mx.example.net; spf=pass (mailfrom) smtp.mailfrom=mail.example.org (client-ip=192.0.2.7; helo=out.example.org; envelope-from=alice@mail.example.org; receiver=<UNKNOWN>)
                """;

        assertThat(objection(header, Method.DMARC)).isEmpty();
        assertThat(objection(header, Method.DKIM)).isPresent();
    }

    @Test
    void findsNoIdentifierInWhatOutlookWrites() throws IOException {
        String header =
                FIELD + "spf=pass (sender IP is 192.0.2.7) smtp.mailfrom=mail.example.org; dkim=pass (signature was"
                        + " verified) header.d=mail.example.org;dmarc=pass action=none header.from=mail.example.org;compauth=pass"
                        + " reason=100\r\n";

        assertThat(objection(header, Method.DMARC)).contains("it has no Authentication-Results of mx.example.net");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MX.Example.NET; dkim=pass header.d=mail.example.org",
                "mx.example.net 1; dkim=pass header.d=mail.example.org",
                "\"mx.example.net\"; dkim=pass header.d=mail.example.org",
                "(a; (b) \\) c) mx.example.net (d) ; dkim (e) = (f) pass (g) header (h) . (i) d (j) = (k) mail.example.org (l)",
                "\r\n mx.example.net\r\n\t;\r\n dkim=pass\r\n header.d=mail.example.org",
                "mx.example.net; DKIM=PASS HEADER.D=Mail.Example.ORG",
                "mx.example.net; dkim/1=pass header.d=example.org",
                "mx.example.net; dkim=pass (dkim=fail) header.d=example.org",
                "mx.example.net; dkim=pass reason=\"dkim=fail; no\" header.d=example.org",
                "mx.example.net; dkim=pass header.i=alice@mail.example.org",
                "mx.example.net; dkim=pass header.i=\"a;b\"@mail.example.org",
                "mx.example.net; dkim=fail header.d=mail.example.org; dkim=pass header.d=example.org"
            })
    void passesEachFormOfRfc8601(String value) throws IOException {
        assertThat(objection(FIELD + value + "\r\n", Method.DKIM)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "mx.example.net",
                "mx.example.net;",
                "mx.example.net; none",
                "mx.example.net; none; dkim=pass header.d=mail.example.org",
                "mx.example.net 2; dkim=pass header.d=mail.example.org",
                "mx.example.net; dkim=pass header.d=mail.example.org;",
                "mx.example.net; dkim=fail header.d=mail.example.org",
                "mx.example.net; dkim=fail (dkim=pass) header.d=mail.example.org",
                "mx.example.net; dkim=none (dkim=pass header.d=mail.example.org)",
                "mx.example.net; dkim=fail dkim=pass header.d=mail.example.org",
                "mx.example.net; dkim=pass dkim=fail header.d=mail.example.org",
                "mx.example.net; dkim=fail reason=\"; dkim=pass header.d=mail.example.org\"",
                "mx.example.net; x-dkim=pass header.d=mail.example.org",
                "mx.example.net; dkim-atps=pass header.d=mail.example.org",
                "mx.example.net; dkim=passed header.d=mail.example.org",
                "mx.example.net; dkim=pass",
                "mx.example.net; dkim=pass header.d=",
                "mx.example.net; dkim=pass header.s=mail.example.org",
                "mx.example.net; dkim=pass header.d=example.com",
                "mx.example.net; dkim=pass header.d=org",
                "mx.example.net; dkim=pass header.d=l.example.org",
                "mx.example.net; dkim=pass header.d=sub.mail.example.org",
                "mx.example.net; dkim=pass header.d=mail.example.org.example.com",
                "mx.example.net; dkim=pass header.d=example.com header.i=@mail.example.org",
                "mx.example.net; dkim=pass header.d=example.com header.d=mail.example.org",
                "mx.example.net; dkim=pass header.i=alice@mail.example.org@example.com",
                "mx.example.net; dkim=pass (header.d=mail.example.org",
                "mx.example.net; dkim=pass header.d=\"mail.example.org",
                "mx.example.net; dkim=pass; header.d=mail.example.org",
                "mx.example.net; =pass header.d=mail.example.org",
                "mx.example.net dkim=pass header.d=mail.example.org",
                "mx.example.net, dkim=pass header.d=mail.example.org",
                "(mx.example.net); dkim=pass header.d=mail.example.org",
                "(mx.example.net; dkim=pass header.d=mail.example.org",
                "mx.example.net.example.com; dkim=pass header.d=mail.example.org",
                "amx.example.net; dkim=pass header.d=mail.example.org",
                "mx.example.net@example.com; dkim=pass header.d=mail.example.org",
                "mx.\r\n example.net; dkim=pass header.d=mail.example.org",
                "other (mx.example.net); dkim=pass header.d=mail.example.org",
                "other; reason=\"mx.example.net; dkim=pass header.d=mail.example.org\"",
                "x; mx.example.net; dkim=pass header.d=mail.example.org"
            })
    void refusesWhatIsNoPassOfThatServerForThatDomain(String value) throws IOException {
        assertThat(objection(FIELD + value + "\r\n", Method.DKIM)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "spf=pass smtp.mailfrom=alice@mail.example.org, true",
        "spf=pass smtp.mailfrom=example.org, true",
        "spf=pass smtp.helo=x.example.com; spf=pass smtp.mailfrom=example.org, true",
        "spf=pass smtp.mailfrom=bounce.example.com, false",
        "spf=pass smtp.helo=mail.example.org, false",
        "spf=pass smtp.mailfrom=, false",
        "spf=softfail smtp.mailfrom=example.org, false",
        "spf=fail smtp.mailfrom=example.org; spf=pass smtp.mailfrom=example.org, false"
    })
    void takesSpfForTheDomainOfTheEnvelope(String result, boolean passes) throws IOException {
        assertThat(objection(FIELD + "mx.example.net; " + result + "\r\n", Method.SPF)
                        .isEmpty())
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @CsvSource({
        "dmarc=pass header.from=mail.example.org, true",
        "dmarc=pass (p=reject) header.from=MAIL.example.org, true",
        "dmarc=pass header.from=example.org, false",
        "dmarc=pass, false",
        "dmarc=bestguesspass header.from=mail.example.org, false",
        "dmarc=fail header.from=mail.example.org; dmarc=pass header.from=mail.example.org, false"
    })
    void takesDmarcForExactlyTheDomainOfFrom(String result, boolean passes) throws IOException {
        assertThat(objection(FIELD + "mx.example.net; " + result + "\r\n", Method.DMARC)
                        .isEmpty())
                .isEqualTo(passes);
    }

    @Test
    void wantsEachMethodThatIsNamed() throws IOException {
        assertThat(objection(FORGED, Method.DKIM)).isEmpty();
        assertThat(objection(FORGED, Method.DKIM, Method.SPF))
                .contains("mx.example.net found no spf=pass for the domain of From");
    }

    @Test
    void doesNotLookBelowTheTopmostFieldOfThatServer() throws IOException {
        String received = "Received: from evil.example.com by mx.example.net; Thu, 26 Nov 2026 01:00:00 +0000\r\n";

        assertThat(objection(REAL + received + FORGED, Method.DKIM)).isPresent();
        assertThat(objection(REAL.replace("fail", "(") + FORGED, Method.DKIM)).isPresent();
        assertThat(objection(REAL.replace("dkim=fail", "none; dkim=fail") + FORGED, Method.DKIM))
                .isPresent();
    }

    @Test
    void passesOverFieldsOfOtherServersAboveAndBelow() throws IOException {
        String other = FIELD + "internal.example.net; dkim=fail header.d=mail.example.org\r\n";
        String damaged = FIELD + "(((\r\n";

        assertThat(objection(other + damaged + FORGED + other, Method.DKIM)).isEmpty();
    }

    @Test
    void isNotLedAstrayByFieldsOfSimilarName() throws IOException {
        for (String name : new String[] {
            "X-Authentication-Results", "ARC-Authentication-Results", "Original-Authentication-Results"
        }) {
            assertThat(objection(FORGED.replace("Authentication-Results", name), Method.DKIM))
                    .isPresent();
        }
    }

    @Test
    void refusesMailWithoutTheField() throws IOException {
        assertThat(objection("", Method.DKIM)).contains("it has no Authentication-Results of mx.example.net");
    }

    private Optional<String> objection(String header, Method... methods) throws IOException {
        Path mail = directory.resolve("mail");
        Files.writeString(mail, header.replaceAll("(?<!\r)\n", "\r\n") + "From: alice@mail.example.org\r\n\r\nbody");
        return new TrustedResults("mx.example.net", Set.of(methods)).objection(MimeEntity.read(mail), ALICE);
    }
}
