package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.user.Account;
import dev.mailshell.model.MailAddress;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.camel.Message;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A trace says where a message came from, and lets nobody write more than one. */
class TraceHeaderTest {

    private static final Instant TIME = Instant.parse("2026-11-05T07:08:09Z");

    private static TraceHeader trace(String helo, byte[] address) throws Exception {
        return new TraceHeader(
                helo,
                InetAddress.getByAddress(address),
                "mail.hub.test",
                "ESMTPSA",
                "00ff",
                Optional.of("TLSv1.3.TLS_AES_256_GCM_SHA384"),
                TIME);
    }

    @Test
    void isAFieldOfRfc5321() throws Exception {
        assertThat(trace("client.test", new byte[] {(byte) 192, 0, 2, 7}).text())
                .isEqualTo(
                        """
                        Received: from client.test
                        \t([192.0.2.7])
                        \t(using TLSv1.3.TLS_AES_256_GCM_SHA384)
                        \tby mail.hub.test
                        \twith ESMTPSA id 00ff;
                        \tThu, 5 Nov 2026 07:08:09 +0000
                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void writesAnIpv6AddressAsALiteral() throws Exception {
        byte[] address = {0x20, 1, 0x0d, (byte) 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

        assertThat(trace("[IPv6:2001:db8::1]", address).text())
                .startsWith("Received: from [IPv6:2001:db8::1]\r\n\t([IPv6:2001:db8:0:0:0:0:0:1])\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nSubject: injected",
                "x\r\n\r\nbody",
                "x\nBcc: a@b.test",
                "x) by evil (",
                "x; Thu, 1 Jan 1970 00:00:00 +0000",
                "\0",
                "",
                "\u00e4",
                "a b"
            })
    void letsNobodyWriteMoreThanAName(String helo) throws Exception {
        String text = trace(helo, new byte[] {127, 0, 0, 1}).text();

        assertThat(text.lines()).hasSize(6);
        assertThat(text.lines().skip(1)).allMatch(line -> line.startsWith("\t"));
        assertThat(text.lines().findFirst().orElseThrow()).matches("Received: from [A-Za-z0-9?:.]+");
    }

    @Test
    void isBounded() throws Exception {
        assertThat(trace("x".repeat(100_000), new byte[] {127, 0, 0, 1}).text().lines())
                .allMatch(line -> line.length() < 300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ESMTP", "ESMTPS", "ESMTPA", "ESMTPSA"})
    void saysByWhatProtocolItCame(String protocol) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            Message message = new DefaultExchange(context).getMessage();
            message.setHeader(SmtpdConstants.HELO, "client.test");
            message.setHeader(SmtpdConstants.HOST_NAME, "mail.hub.test");
            message.setHeader(SmtpdConstants.SESSION_ID, "00ff");
            message.setHeader(SmtpdConstants.REMOTE_ADDRESS, InetAddress.getLoopbackAddress());
            if (protocol.startsWith("ESMTPS")) {
                message.setHeader(SmtpdConstants.TLS_PROTOCOL, "TLSv1.3");
                message.setHeader(SmtpdConstants.TLS_CIPHER, "TLS_AES_256_GCM_SHA384");
            }
            if (protocol.endsWith("A")) {
                message.setHeader(
                        SmtpdConstants.ACCOUNT, new Account(new MailAddress("alice@hub.test"), OptionalLong.empty()));
            }

            assertThat(TraceHeader.of(message, TIME).text()).contains("\twith " + protocol + " id 00ff;");
        }
    }
}
