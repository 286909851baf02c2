package dev.mailshell.hub.smtp;

import dev.mailshell.hub.user.Accounts;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** The options of an endpoint, as {@link SmtpdEndpoint} documents them. Times are milliseconds. */
@UriParams
public class SmtpdConfiguration implements Cloneable {

    @UriParam(label = "security", defaultValue = "IMPLICIT")
    private TlsMode tls = TlsMode.IMPLICIT;

    @UriParam(label = "security", defaultValue = "true")
    private boolean requireTls = true;

    @UriParam(label = "security")
    @Metadata(required = true)
    private TlsKeys sslContext;

    @UriParam(label = "security", defaultValue = "true")
    private boolean auth = true;

    @UriParam(label = "security")
    private Accounts accounts;

    @UriParam(label = "security")
    private RecipientPolicy recipients;

    @UriParam(defaultValue = "localhost")
    private String hostName = "localhost";

    @UriParam(label = "limit", defaultValue = "26214400")
    private long maxMessageSize = 26_214_400;

    @UriParam(label = "limit", defaultValue = "100")
    private int maxRecipients = 100;

    @UriParam(label = "limit", defaultValue = "500")
    private int maxConnections = 500;

    @UriParam(label = "limit", defaultValue = "50")
    private int maxConnectionsPerAddress = 50;

    @UriParam(label = "limit", defaultValue = "600")
    private int maxMessagesPerMinute = 600;

    @UriParam(label = "limit", defaultValue = "1000")
    private int maxCommands = 1000;

    @UriParam(label = "limit", defaultValue = "20")
    private int maxErrors = 20;

    @UriParam(label = "limit", defaultValue = "300000", javaType = "java.time.Duration")
    private long commandTimeout = 300_000;

    @UriParam(label = "limit", defaultValue = "60000", javaType = "java.time.Duration")
    private long loginTimeout = 60_000;

    @UriParam(label = "limit", defaultValue = "600000", javaType = "java.time.Duration")
    private long dataTimeout = 600_000;

    @UriParam(label = "advanced", defaultValue = "10000", javaType = "java.time.Duration")
    private long stopTimeout = 10_000;

    /** How a connection becomes confidential: from its first byte, or by the command STARTTLS. */
    public TlsMode getTls() {
        return tls;
    }

    /** How a connection becomes confidential: from its first byte, or by the command STARTTLS. */
    public void setTls(TlsMode tls) {
        this.tls = tls;
    }

    /** Whether a message is taken within TLS only. Passwords are, whatever this says. Matters with STARTTLS only. */
    public boolean isRequireTls() {
        return requireTls;
    }

    /** Whether a message is taken within TLS only. Passwords are, whatever this says. Matters with STARTTLS only. */
    public void setRequireTls(boolean requireTls) {
        this.requireTls = requireTls;
    }

    /** The certificate and the key of the server. Required. */
    public TlsKeys getSslContext() {
        return sslContext;
    }

    /** The certificate and the key of the server. Required. */
    public void setSslContext(TlsKeys sslContext) {
        this.sslContext = sslContext;
    }

    /** Whether a message is taken only of who has logged in, and from their own address only. If not, nobody can log in. */
    public boolean isAuth() {
        return auth;
    }

    /** Whether a message is taken only of who has logged in, and from their own address only. If not, nobody can log in. */
    public void setAuth(boolean auth) {
        this.auth = auth;
    }

    /** Who can log in. Required unless nobody does. */
    public Accounts getAccounts() {
        return accounts;
    }

    /** Who can log in. Required unless nobody does. */
    public void setAccounts(Accounts accounts) {
        this.accounts = accounts;
    }

    /** Who may write to whom. Without it every recipient is refused. */
    public RecipientPolicy getRecipients() {
        return recipients;
    }

    /** Who may write to whom. Without it every recipient is refused. */
    public void setRecipients(RecipientPolicy recipients) {
        this.recipients = recipients;
    }

    /** What the server calls itself. */
    public String getHostName() {
        return hostName;
    }

    /** What the server calls itself. */
    public void setHostName(String hostName) {
        this.hostName = hostName;
    }

    /** Bytes of the largest message that is taken. */
    public long getMaxMessageSize() {
        return maxMessageSize;
    }

    /** Bytes of the largest message that is taken. */
    public void setMaxMessageSize(long maxMessageSize) {
        this.maxMessageSize = maxMessageSize;
    }

    /** Recipients of one message. */
    public int getMaxRecipients() {
        return maxRecipients;
    }

    /** Recipients of one message. */
    public void setMaxRecipients(int maxRecipients) {
        this.maxRecipients = maxRecipients;
    }

    /** Connections at the same time, each of which has a thread. */
    public int getMaxConnections() {
        return maxConnections;
    }

    /** Connections at the same time, each of which has a thread. */
    public void setMaxConnections(int maxConnections) {
        this.maxConnections = maxConnections;
    }

    /** Connections at the same time from one IPv4 address, or from the 64 bits that begin an IPv6 address. */
    public int getMaxConnectionsPerAddress() {
        return maxConnectionsPerAddress;
    }

    /** Connections at the same time from one IPv4 address, or from the 64 bits that begin an IPv6 address. */
    public void setMaxConnectionsPerAddress(int maxConnectionsPerAddress) {
        this.maxConnectionsPerAddress = maxConnectionsPerAddress;
    }

    /** Messages in a minute of one user or, where nobody logs in, from one address. */
    public int getMaxMessagesPerMinute() {
        return maxMessagesPerMinute;
    }

    /** Messages in a minute of one user or, where nobody logs in, from one address. */
    public void setMaxMessagesPerMinute(int maxMessagesPerMinute) {
        this.maxMessagesPerMinute = maxMessagesPerMinute;
    }

    /** Commands over one connection without a message that is taken; the connection ends with the next one. */
    public int getMaxCommands() {
        return maxCommands;
    }

    /** Commands over one connection without a message that is taken; the connection ends with the next one. */
    public void setMaxCommands(int maxCommands) {
        this.maxCommands = maxCommands;
    }

    /** Commands over one connection that are refused; the connection ends with the next one. */
    public int getMaxErrors() {
        return maxErrors;
    }

    /** Commands over one connection that are refused; the connection ends with the next one. */
    public void setMaxErrors(int maxErrors) {
        this.maxErrors = maxErrors;
    }

    /** How long a connection may wait for a whole command. */
    public long getCommandTimeout() {
        return commandTimeout;
    }

    /** How long a connection may wait for a whole command. */
    public void setCommandTimeout(long commandTimeout) {
        this.commandTimeout = commandTimeout;
    }

    /** How long a connection may last before somebody has logged in, where somebody must. */
    public long getLoginTimeout() {
        return loginTimeout;
    }

    /** How long a connection may last before somebody has logged in, where somebody must. */
    public void setLoginTimeout(long loginTimeout) {
        this.loginTimeout = loginTimeout;
    }

    /** How long a message may take from its first byte to its last. */
    public long getDataTimeout() {
        return dataTimeout;
    }

    /** How long a message may take from its first byte to its last. */
    public void setDataTimeout(long dataTimeout) {
        this.dataTimeout = dataTimeout;
    }

    /** How long the messages that are with the route may still take when the consumer stops. */
    public long getStopTimeout() {
        return stopTimeout;
    }

    /** How long the messages that are with the route may still take when the consumer stops. */
    public void setStopTimeout(long stopTimeout) {
        this.stopTimeout = stopTimeout;
    }

    /** One that changes independently. */
    public SmtpdConfiguration copy() {
        try {
            return (SmtpdConfiguration) clone();
        } catch (CloneNotSupportedException e) {
            throw new RuntimeCamelException(e);
        }
    }
}
