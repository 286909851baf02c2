package dev.mailshell.camel;

import dev.mailshell.wire.StrictJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.slf4j.LoggerFactory;

/**
 * What a party needs for its first connection, loaded on a second processor while its settings are read. It is time that it saves, and
 * nothing else: whoever needs these things asks for them anew, and tells what is wrong with them.
 */
public final class HeadStart {

    /** Holds the authorities of the platform, which each handshake asks whether they know the server's. */
    private static final String AUTHORITIES = "sun.security.util.AnchorCertificates";

    private HeadStart() {}

    /** Returns at once. */
    public static void begin() {
        Thread thread = new Thread(HeadStart::load, "head start");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        try {
            greetNobody(TrustedRoots.tls(Optional.empty()));
            Class.forName(AUTHORITIES);
            StrictJson.mapper();
        } catch (IOException | ClassNotFoundException e) {
            LoggerFactory.getLogger("mailshell.mailbox").debug("cannot be loaded ahead", e);
        }
    }

    /** The first message of a handshake, and the keys that it offers. */
    private static void greetNobody(SSLContext tls) throws IOException {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(true);
        engine.wrap(
                ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    }
}
