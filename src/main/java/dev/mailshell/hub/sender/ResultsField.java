package dev.mailshell.hub.sender;

import java.util.Optional;

/** The field Authentication-Results of this mail server (RFC 8601 section 2.2). */
public final class ResultsField {

    /** As the writer of the field and its remover name it. */
    static final String NAME = "Authentication-Results";

    private static final String FOLD = "\r\n ";

    private ResultsField() {}

    /**
     * The whole field with its line end, to be set above the header. It has one line for each result, fewer than 900 bytes each and at most eight
     * in all, and nothing that a stranger wrote but names of domains.
     *
     * @param authservId the name of this mail server, as for {@link dev.mailshell.filter.TrustedResults}
     */
    public static String of(String authservId, SenderResults results) {
        StringBuilder field = new StringBuilder(NAME).append(": ").append(authservId);
        SpfResult spf = results.spf();
        field.append(";").append(FOLD).append("spf=").append(spf.outcome());
        append(field, spf.identity().property(), spf.domain());
        for (DkimResult dkim : results.dkim()) {
            field.append(";").append(FOLD).append("dkim=").append(dkim.outcome());
            if (!dkim.reason().isEmpty()) {
                field.append(" reason=\"").append(dkim.reason()).append('"');
            }
            append(field, "header.d", dkim.domain());
            append(field, "header.s", dkim.selector());
            append(field, "header.a", dkim.algorithm());
        }
        if (results.dkim().isEmpty()) {
            field.append(";").append(FOLD).append("dkim=none");
        }
        DmarcResult dmarc = results.dmarc();
        field.append(";").append(FOLD).append("dmarc=").append(dmarc.outcome());
        append(field, "header.from", dmarc.author());
        if (dmarc.outcome() == Outcome.PASS || dmarc.outcome() == Outcome.FAIL) {
            append(field, "policy.dmarc", Optional.of(dmarc.policy()));
        }
        return field.append("\r\n").toString();
    }

    private static void append(StringBuilder field, String name, Optional<?> value) {
        value.ifPresent(text -> field.append(' ').append(name).append('=').append(text));
    }
}
