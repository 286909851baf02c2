package dev.mailshell.hub.smtp;

import org.apache.camel.spi.Metadata;

/** The headers of an exchange that a message begins. None of them comes from the message itself. */
public final class SmtpdConstants {

    /** Who has logged in; not set where nobody does. */
    @Metadata(
            description = "Who has logged in; not set where nobody does.",
            javaType = "dev.mailshell.hub.user.Account")
    public static final String ACCOUNT = "CamelSmtpdAccount";

    /** The sender of the envelope; not set if it is the empty one. */
    @Metadata(
            description = "The sender of the envelope; not set if it is the empty one.",
            javaType = "dev.mailshell.model.MailAddress")
    public static final String MAIL_FROM = "CamelSmtpdMailFrom";

    /** The recipients of the envelope, each once, in the order in which they were named. */
    @Metadata(
            description = "The recipients of the envelope, each once, in the order in which they were named.",
            javaType = "java.util.List<dev.mailshell.model.MailAddress>")
    public static final String RECIPIENTS = "CamelSmtpdRecipients";

    /** The address of the client. */
    @Metadata(description = "The address of the client.", javaType = "java.net.InetAddress")
    public static final String REMOTE_ADDRESS = "CamelSmtpdRemoteAddress";

    /** What the client calls itself: at most 255 characters that a host name or an address literal has. */
    @Metadata(
            description =
                    "What the client calls itself: at most 255 characters that a host name or an address literal has.",
            javaType = "String")
    public static final String HELO = "CamelSmtpdHelo";

    /** The version of TLS; not set without TLS. */
    @Metadata(description = "The version of TLS; not set without TLS.", javaType = "String")
    public static final String TLS_PROTOCOL = "CamelSmtpdTlsProtocol";

    /** The cipher suite of TLS; not set without TLS. */
    @Metadata(description = "The cipher suite of TLS; not set without TLS.", javaType = "String")
    public static final String TLS_CIPHER = "CamelSmtpdTlsCipher";

    /** A random name of the connection, for logs. */
    @Metadata(description = "A random name of the connection, for logs.", javaType = "String")
    public static final String SESSION_ID = "CamelSmtpdSessionId";

    /** What the server calls itself. */
    @Metadata(description = "What the server calls itself.", javaType = "String")
    public static final String HOST_NAME = "CamelSmtpdHostName";

    private SmtpdConstants() {}
}
