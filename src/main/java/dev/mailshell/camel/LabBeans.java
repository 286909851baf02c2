package dev.mailshell.camel;

import java.util.Map;

/** INSECURE: the beans that only the routes of the lab name, and what takes the place of one of the server's. */
final class LabBeans {

    private LabBeans() {}

    static Map<String, Object> of(Party party, Surroundings around) {
        Unprotected unprotected = new Unprotected(party.addresses());
        Envelope plain =
                new Envelope(unprotected, party.config().identity(), party.work(), around.clock(), around.random());
        return Map.of(
                "labMail", new OpenMessage(unprotected, party.work()),
                "labReply", new PlainReply(plain, party.addresses()),
                "sealRequests", new SealRequests(party.self(), plain, party.addresses(), PlainReply.WARNING + "\n\n"),
                "turns", new TurnSteps(party.turns(), party.vault(), unprotected));
    }
}
