package dev.mailshell.hub;

import java.io.IOException;

/** A port of the hub that it cannot listen on. */
public final class PortRefused extends IOException {

    private static final long serialVersionUID = 1L;

    private static final String TAKEN = "see who listens there: ss -ltnp; or set another port, or off";
    private static final String NOT_ALLOWED =
            "only root may listen below 1024, unless the machine allows it: docs/hub.md, Ports and firewall";
    private static final String NOT_OURS =
            "mailshell.hub.bind is an address of this machine, or 0.0.0.0 for all of them";

    private final String hint;

    PortRefused(String protocol, String bind, int port, IOException cause) {
        super(protocol + " cannot listen on " + bind + ", port " + port + " (was: " + cause.getMessage() + ")", cause);
        hint = hint(String.valueOf(cause.getMessage()));
    }

    private static String hint(String reason) {
        if (reason.contains("in use")) {
            return TAKEN;
        }
        return reason.contains("ermission denied") ? NOT_ALLOWED : NOT_OURS;
    }

    /** What to do. */
    public String hint() {
        return hint;
    }
}
