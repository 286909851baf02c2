package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.MailAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The parties that a command line names, each by a name of its own.
 *
 * @param hub at most one; the addresses of the others are different ones of its domain then
 * @param servers at least one, unless there is a hub
 * @param clients at least one
 */
record PartyArguments(Optional<Identity> hub, List<Identity> servers, List<Identity> clients) {

    private static final String SERVER_EXAMPLE = "web1=web1@example.org";
    private static final String CLIENT_EXAMPLE = "alice=alice@example.org";

    /** @throws ConfigFailure with everything that is wrong */
    static PartyArguments parse(List<String> hubs, List<String> servers, List<String> clients) throws ConfigFailure {
        Parsing parsing = new Parsing();
        List<Identity> hub = parsing.all("--hub", "hub=hub@mail.example.org", hubs);
        if (hubs.isEmpty()) {
            parsing.requireSome("--server", SERVER_EXAMPLE, servers);
        }
        parsing.requireSome("--client", CLIENT_EXAMPLE, clients);
        PartyArguments parties = new PartyArguments(
                hub.stream().findFirst(),
                parsing.all("--server", SERVER_EXAMPLE, servers),
                parsing.all("--client", CLIENT_EXAMPLE, clients));
        parties.hub().ifPresent(one -> parsing.requireMailboxes(one, parties));
        if (!parsing.problems.isEmpty()) {
            throw new ConfigFailure(parsing.problems);
        }
        return parties;
    }

    private static final class Parsing {

        private final List<Problem> problems = new ArrayList<>();
        private final Map<IdentityName, String> taken = new HashMap<>();

        void requireSome(String option, String example, List<String> arguments) {
            if (arguments.isEmpty()) {
                add(option, "no party is named", "for example: " + option + " " + example);
            }
        }

        /** A hub has one mailbox for each address, and none elsewhere. */
        void requireMailboxes(Identity hub, PartyArguments parties) {
            Set<MailAddress> taken = new HashSet<>(Set.of(hub.address().inLowerCase()));
            String domain = hub.address().inLowerCase().domain();
            Stream.of(parties.servers(), parties.clients())
                    .flatMap(List::stream)
                    .forEach(party -> {
                        MailAddress address = party.address().inLowerCase();
                        if (!address.domain().equals(domain)) {
                            noMailbox(
                                    party,
                                    domain,
                                    "the address is not of the hub (expected one that ends in @" + domain + ")");
                        } else if (!taken.add(address)) {
                            noMailbox(party, domain, "another party has this address, and a mailbox is for one");
                        }
                    });
        }

        private void noMailbox(Identity party, String domain, String fact) {
            add(
                    party.name() + "=" + party.address(),
                    fact,
                    "for example: " + party.name() + "=" + party.name() + "@" + domain);
        }

        List<Identity> all(String option, String example, List<String> arguments) {
            List<Identity> identities = new ArrayList<>();
            for (String argument : arguments) {
                one(option, example, argument, identities);
            }
            return identities;
        }

        private void one(String option, String example, String argument, List<Identity> identities) {
            String place = option + " " + argument;
            int equals = argument.indexOf('=');
            if (equals < 0) {
                add(place, "not of the form NAME=ADDRESS", "for example: " + option + " " + example);
                return;
            }
            try {
                IdentityName name = new IdentityName(argument.substring(0, equals));
                MailAddress address = new MailAddress(argument.substring(equals + 1));
                String earlier = taken.putIfAbsent(name, place);
                if (earlier != null) {
                    add(place, "the name " + name + " is taken (by " + earlier + ")", "give each party its own name");
                }
                identities.add(new Identity(name, address));
            } catch (InvalidMessage e) {
                add(place, e.getMessage(), "for example: " + option + " " + example);
            }
        }

        private void add(String place, String fact, String hint) {
            problems.add(new Problem(place, fact, hint));
        }
    }
}
