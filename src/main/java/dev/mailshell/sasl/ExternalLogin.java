package dev.mailshell.sasl;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
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
    public Optional<String> prove(SaslAccount account, Talk talk) throws IOException {
        SaslClient client = Sasl.createSaslClient(
                new String[] {MECHANISM}, null, account.service(), account.host(), Map.of(), callbacks -> {});
        return talk.with(client);
    }
}
