package dev.mailshell.cli;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.model.Identity;
import dev.mailshell.model.IdentityName;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.MailAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parties that a command line names, each by a name of its own.
 *
 * @param servers at least one
 * @param clients at least one
 */
record PartyArguments(List<Identity> servers, List<Identity> clients) {

    /** @throws ConfigFailure with everything that is wrong */
    static PartyArguments parse(List<String> servers, List<String> clients) throws ConfigFailure {
        Parsing parsing = new Parsing();
        PartyArguments parties = new PartyArguments(
                parsing.all("--server", "web1=web1@example.org", servers),
                parsing.all("--client", "alice=alice@example.org", clients));
        if (!parsing.problems.isEmpty()) {
            throw new ConfigFailure(parsing.problems);
        }
        return parties;
    }

    private static final class Parsing {

        private final List<Problem> problems = new ArrayList<>();
        private final Map<IdentityName, String> taken = new HashMap<>();

        List<Identity> all(String option, String example, List<String> arguments) {
            if (arguments.isEmpty()) {
                add(option, "no party is named", "for example: " + option + " " + example);
            }
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
