package dev.mailshell.hub.tls;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** TLS in the role of the server, the same by SMTP and by POP3: 1.3 or 1.2, with forward secrecy and authenticated encryption. */
public final class ServerTls {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private ServerTls() {}

    /**
     * TLS over a connection that was accepted; its handshake has not begun. Who closes it closes {@code plain}.
     *
     * @throws IOException if {@code plain} has ended
     */
    public static SSLSocket over(Socket plain, SSLContext context) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        tls.setUseClientMode(false);
        tls.setEnabledProtocols(PROTOCOLS);
        tls.setEnabledCipherSuites(Arrays.stream(tls.getEnabledCipherSuites())
                .filter(ServerTls::isStrong)
                .toArray(String[]::new));
        return tls;
    }

    private static boolean isStrong(String suite) {
        boolean authenticates = suite.contains("_GCM_") || suite.contains("_CHACHA20_");
        return authenticates && !suite.startsWith("TLS_RSA_") && !suite.contains("_anon_");
    }
}
