package dev.mailshell.config;

import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of {@code keys-template}, made out to a real party instead of the example server web1 and client alice. */
public final class HomeTemplate {

    private static final Pattern EXAMPLE_CLIENT = Pattern.compile("(?m)^( +)alice(:.*)\\R");

    /** The {@code mailshell.properties} of {@code identity}; only the hosts and the password are still to be filled in. */
    public String properties(Role role, Identity identity) throws IOException {
        return resource("mailshell.properties")
                .replace("web1@example.org", identity.address().value())
                .replace("mailshell.name=web1\n", "mailshell.name=" + identity.name() + "\n")
                .replace("mailshell.role=server\n", "mailshell.role=" + role + "\n");
    }

    /** The {@code mailshell.properties} of a hub: there is nothing to fill in. */
    public String hubProperties(Identity identity, String host) throws IOException {
        return properties(Role.HUB, identity)
                .replace("mailshell.imap.host=\n", "#mailshell.imap.host=\n")
                .replace("mailshell.smtp.host=\n", "#mailshell.smtp.host=\n")
                .replace("mailshell.password-file=password\n", "#mailshell.password-file=password\n")
                .replace("#mailshell.hub.host=\n", "mailshell.hub.host=" + host + "\n");
    }

    /**
     * The {@code mailshell.properties} of a party whose mailbox is at a hub: there is nothing to fill in.
     *
     * @param host that of the hub
     * @param caFile who has signed its certificate
     */
    public String properties(Role role, Identity identity, String host, String caFile) throws IOException {
        return properties(role, identity)
                .replace("mailshell.imap.host=\n", "#mailshell.imap.host=\n")
                .replace("#mailshell.pop3.host=\n", "mailshell.pop3.host=" + host + "\n")
                .replace("mailshell.smtp.host=\n", "mailshell.smtp.host=" + host + "\n")
                .replace("#mailshell.tls.ca-file=ca.pem\n", "mailshell.tls.ca-file=" + caFile + "\n");
    }

    /** A {@code policy.yaml} that gives each of {@code clients} what the template gives to alice. */
    public String policy(Collection<IdentityName> clients) throws IOException {
        Matcher example = EXAMPLE_CLIENT.matcher(resource("policy.yaml"));
        return example.replaceAll(line -> Matcher.quoteReplacement(clients.stream()
                .sorted()
                .map(client -> line.group(1) + client + line.group(2) + "\n")
                .collect(Collectors.joining())));
    }

    /** The {@code policy.schema.json} that editors check a policy by; its first line names it. */
    public String policySchema() throws IOException {
        return resource("policy.schema.json");
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HomeTemplate.class.getResourceAsStream("/keys-template/" + name)) {
            if (in == null) {
                throw new FileNotFoundException("the jar has no keys-template/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
