package dev.mailshell.doctor;

import dev.mailshell.config.Provider;
import java.util.List;

/** How many mails may be sent: each command is one, and each answer. */
record SendingLimitCheck(Provider provider) implements Check {

    @Override
    public String name() {
        return "limit";
    }

    @Override
    public List<Finding> look() {
        return List.of(Finding.ok(
                name(),
                SendingLimits.of(provider)
                        .map(limit -> provider + " lets an account send " + limit)
                        .orElse("how much " + (provider == Provider.CUSTOM ? "this mail server" : provider.toString())
                                + " lets an account send is not known")));
    }
}
