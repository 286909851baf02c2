package dev.mailshell.camel;

import dev.mailshell.model.IdentityName;
import dev.mailshell.model.Printable;
import dev.mailshell.policy.Offer;
import java.util.List;

/** What a client may run here, for people. */
final class HelpText {

    private HelpText() {}

    /** Each command on a line, below it what it does and under which limits. */
    static String of(IdentityName client, IdentityName server, List<Offer> offers) {
        if (offers.isEmpty()) {
            return client + " may run nothing on " + server + "\n";
        }
        StringBuilder text = new StringBuilder(client + " may run on " + server + ":\n");
        for (Offer offer : offers) {
            text.append('\n').append(Printable.line(offer.usage())).append('\n');
            offer.title().ifPresent(title -> indented(text, title));
            if (!offer.limits().isEmpty()) {
                indented(text, offer.limits());
            }
        }
        return text.toString();
    }

    private static void indented(StringBuilder text, String line) {
        text.append("    ").append(Printable.line(line)).append('\n');
    }
}
