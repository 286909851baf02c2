package dev.mailshell.hub.pop3;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What a client is told that the server can do (RFC 2449). */
final class Capabilities {

    private final String expiry;

    /** @param retention how long mail is kept; empty if for ever */
    Capabilities(Optional<Duration> retention) {
        this.expiry =
                retention.map(time -> "EXPIRE " + Math.max(1, time.toDays())).orElse("EXPIRE NEVER");
    }

    void answer(Answers answers) throws IOException {
        answers.ok("");
        for (String capability : new String[] {
            "USER",
            "SASL PLAIN",
            "TOP",
            "UIDL",
            "RESP-CODES",
            "AUTH-RESP-CODE",
            "PIPELINING",
            expiry,
            "XWAIT",
            "IMPLEMENTATION Mail-Shell"
        }) {
            answers.line(capability);
        }
        answers.end();
    }
}
