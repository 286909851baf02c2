package dev.mailshell.hub.smtp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;

/** The certificate and the key of a server as they are now. Safe for use by several threads. */
@FunctionalInterface
public interface TlsKeys {

    /**
     * What the next connection uses; asked for each, so that a renewed certificate counts without a restart. Must be quick.
     *
     * @throws IOException if they cannot be read: that connection gets no TLS, and what needs it is refused
     * @throws GeneralSecurityException if they are not what they should be: as above
     */
    SSLContext context() throws IOException, GeneralSecurityException;
}
