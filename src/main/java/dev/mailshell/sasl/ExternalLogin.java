package dev.mailshell.sasl;

import java.io.IOException;
import java.util.Map;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;

/** The proof is what was shown in TLS: the mechanism says only that it counts, and leaves it to the mail server whose account that is. */
public final class ExternalLogin implements SaslLogin {

    private static final String MECHANISM = "EXTERNAL";

    @Override
    public String mechanism() {
        return MECHANISM;
    }

    @Override
    public void prepare() {
        // The handshake takes what there is.
    }

    @Override
    public void prove(String service, String host, Talk talk) throws IOException {
        SaslClient client =
                Sasl.createSaslClient(new String[] {MECHANISM}, null, service, host, Map.of(), callbacks -> {});
        talk.with(client);
    }
}
