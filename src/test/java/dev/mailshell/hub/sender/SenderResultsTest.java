package dev.mailshell.hub.sender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.sender.DmarcResult.Policy;
import dev.mailshell.hub.sender.SpfResult.Identity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SenderResultsTest {

    private static final Optional<DomainName> DOMAIN = Optional.of(new DomainName("example.test"));

    @ParameterizedTest
    @CsvSource({
        "PASS, REJECT, 250",
        "FAIL, REJECT, 550 5.7.26 DMARC: example.test asks to reject mail that it does not stand behind",
        "FAIL, QUARANTINE, 250",
        "FAIL, NONE, 250",
        "NONE, NONE, 250",
        "PERMERROR, NONE, 250",
        "TEMPERROR, NONE, 451 4.4.3 DMARC: the DNS does not answer for example.test",
        "TEMPERROR, REJECT, 451 4.4.3 DMARC: the DNS does not answer for example.test",
    })
    void leavesTheDecisionToTheDomainOfFrom(Outcome dmarc, Policy policy, String reply) {
        assertThat(reply(Outcome.PASS, dmarc, policy)).isEqualTo(reply);
    }

    @ParameterizedTest
    @CsvSource({"FAIL", "SOFTFAIL", "TEMPERROR", "PERMERROR"})
    void refusesNothingForSpfAlone(Outcome spf) {
        assertThat(reply(spf, Outcome.NONE, Policy.NONE)).isEqualTo("250");
        assertThat(reply(spf, Outcome.PASS, Policy.REJECT)).isEqualTo("250");
    }

    @Test
    void refusesMailWithoutAnAuthor() {
        SpfResult spf = new SpfResult(Outcome.PASS, Identity.MAIL_FROM, DOMAIN);
        DmarcResult dmarc = new DmarcResult(Outcome.PERMERROR, Optional.empty(), Policy.NONE);
        assertThat(reply(new SenderResults(spf, List.of(), dmarc)))
                .isEqualTo("550 5.7.1 From does not name exactly one domain");
    }

    private static String reply(Outcome spf, Outcome dmarc, Policy policy) {
        return reply(new SenderResults(
                new SpfResult(spf, Identity.MAIL_FROM, DOMAIN), List.of(), new DmarcResult(dmarc, DOMAIN, policy)));
    }

    private static String reply(SenderResults results) {
        Judgement judgement = results.judgement();
        if (judgement instanceof Judgement.Refused refused) {
            return refused.reply();
        }
        return judgement instanceof Judgement.Deferred deferred ? deferred.reply() : "250";
    }
}
