package dev.mailshell.hub.sender;

import java.io.IOException;

/** The DNS gave no answer, neither yes nor no; or no more questions are asked for this mail. */
final class DnsFailure extends IOException {

    private static final long serialVersionUID = 1L;

    DnsFailure(String fact) {
        super(fact);
    }
}
