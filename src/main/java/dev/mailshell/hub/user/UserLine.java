package dev.mailshell.hub.user;

import dev.mailshell.config.ConfigFailure.Problem;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.MailAddress;
import dev.mailshell.policy.SizeText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads one line of a users file. No message has a piece of it that could be a password.
 *
 * @param place of the line
 * @param problems where what is wrong is added
 */
record UserLine(String place, List<Problem> problems) {

    /** The user; empty if the line is none, or wrong. */
    Optional<User> read(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        String[] words = text.split("[ \t]+", -1);
        if (words.length != 2 && words.length != 3) {
            return wrong(
                    "the line is no user (was " + words.length
                            + " words, expected an address, a hash and perhaps a quota)",
                    "begin a comment with #; mailshell hub user add writes such lines");
        }
        Optional<MailAddress> address = address(words[0]);
        Optional<PasswordHash> password = password(words[1]);
        Optional<OptionalLong> quota = words.length == 3 ? quota(words[2]) : Optional.of(OptionalLong.empty());
        return address.flatMap(
                user -> password.flatMap(hash -> quota.map(bytes -> new User(new Account(user, bytes), hash))));
    }

    void refuseSecond(MailAddress address, int first) {
        problems.add(new Problem(place, address + " is there already, in line " + first, "remove one of both lines"));
    }

    private Optional<MailAddress> address(String word) {
        try {
            if (word.equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(new MailAddress(word));
            }
        } catch (InvalidMessage e) {
            // Said below, as for one in capitals.
        }
        return wrong("the first word is no mail address in lower case", "write it as name@domain");
    }

    private Optional<PasswordHash> password(String word) {
        Optional<PasswordHash> hash = PasswordHash.parse(word);
        return hash.isPresent()
                ? hash
                : wrong(
                        "the second word is no hash that passwords are checked by (expected $argon2id$v=19$m=…,t=…,p=…$…$… of 7 to 64 MiB)",
                        "remove the line, then add the user anew: mailshell hub user add");
    }

    private Optional<OptionalLong> quota(String word) {
        OptionalLong bytes = SizeText.parse(word);
        return bytes.isPresent() && bytes.getAsLong() > 0
                ? Optional.of(bytes)
                : wrong("the third word is no quota", "write " + SizeText.FORM + ", such as 1GiB");
    }

    private <T> Optional<T> wrong(String fact, String hint) {
        problems.add(new Problem(place, fact, hint));
        return Optional.empty();
    }
}
