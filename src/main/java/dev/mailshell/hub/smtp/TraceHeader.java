package dev.mailshell.hub.smtp;

import dev.mailshell.mime.MessageWriter;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.apache.camel.Message;

/**
 * The trace of a message that was received (RFC 5321 section 4.4).
 *
 * @param helo what the client calls itself; what no host name or address literal has is written as a question mark, and 255 characters
 *     are written at most
 * @param remoteAddress of the client
 * @param hostName what the server calls itself; treated as {@code helo}
 * @param protocol of RFC 3848, such as ESMTPSA
 * @param id of the session; treated as {@code helo}
 * @param tls version and cipher suite; treated as {@code helo}
 * @param time when it was received
 */
public record TraceHeader(
        String helo,
        InetAddress remoteAddress,
        String hostName,
        String protocol,
        String id,
        Optional<String> tls,
        Instant time) {

    private static final int LONGEST_WORD = 255;

    /**
     * Of a message as {@code smtpd:} hands it over.
     *
     * @param message has all headers of {@link SmtpdConstants} that it came with
     */
    public static TraceHeader of(Message message, Instant time) {
        Optional<String> tls = Optional.ofNullable(message.getHeader(SmtpdConstants.TLS_PROTOCOL, String.class))
                .map(version -> version + "." + message.getHeader(SmtpdConstants.TLS_CIPHER, String.class));
        String protocol =
                "ESMTP" + (tls.isPresent() ? "S" : "") + (message.getHeader(SmtpdConstants.ACCOUNT) != null ? "A" : "");
        return new TraceHeader(
                message.getHeader(SmtpdConstants.HELO, String.class),
                message.getHeader(SmtpdConstants.REMOTE_ADDRESS, InetAddress.class),
                message.getHeader(SmtpdConstants.HOST_NAME, String.class),
                protocol,
                message.getHeader(SmtpdConstants.SESSION_ID, String.class),
                tls,
                time);
    }

    /** The lines of the field {@code Received}, each with its CRLF and none longer than 998 characters. */
    public String text() {
        return "Received: from " + word(helo) + "\r\n\t(" + literal() + ")" + tlsComment() + "\r\n\tby "
                + word(hostName) + "\r\n\twith " + word(protocol) + " id " + word(id) + ";\r\n\t"
                + MessageWriter.date(time)
                + "\r\n";
    }

    private String literal() {
        String address = remoteAddress.getHostAddress();
        int zone = address.indexOf('%');
        String bare = zone < 0 ? address : address.substring(0, zone);
        return (remoteAddress instanceof Inet6Address ? "[IPv6:" : "[") + bare + "]";
    }

    private String tlsComment() {
        return tls.map(used -> "\r\n\t(using " + word(used) + ")").orElse("");
    }

    /** Nothing of it can end the field, a comment or the line. */
    private static String word(String written) {
        String bounded = written.length() > LONGEST_WORD ? written.substring(0, LONGEST_WORD) : written;
        String word = bounded.replaceAll("[^A-Za-z0-9._:\\[\\]-]", "?");
        return word.isEmpty() ? "?" : word;
    }
}
