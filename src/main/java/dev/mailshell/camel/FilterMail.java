package dev.mailshell.camel;

import dev.mailshell.filter.Filters;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.Sender;
import dev.mailshell.model.Explanation;
import dev.mailshell.model.MailAddress;
import dev.mailshell.model.Reason;
import dev.mailshell.policy.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps mail from being opened that does not look like a client's. Whoever knows how it looks gets past: this proves nothing. */
final class FilterMail implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.filter");

    /** No address, so that no client has it. */
    private static final String OTHERS = "all others";

    private final Filters filters;
    private final AddressBook clients;
    private final MailRates rates;
    private final Predicate<StoredMail> awaited;

    /** @param awaited the mails that commands wait in for approvals: they have passed before, perhaps in an earlier run of the server */
    FilterMail(Filters filters, AddressBook clients, MailRates rates, Predicate<StoredMail> awaited) {
        this.filters = filters;
        this.clients = clients;
        this.rates = rates;
        this.awaited = awaited;
        if (filters.rate().isPresent() && filters.authentication().isEmpty()) {
            LOG.warn("mailshell.filter.rate without mailshell.filter.authentication: whoever writes the address of a"
                    + " client into From can delay that client's mail, see docs/filters.md");
        }
    }

    @Override
    public void process(Exchange exchange) throws IOException, Refusal {
        if (!filters.any()) {
            return;
        }
        Path mail = exchange.getMessage().getBody(Path.class);
        Optional<Explanation> objection = filters.objection(
                MimeEntity.read(mail), sender -> address(sender).isPresent());
        if (objection.isPresent()) {
            throw new Refusal(objection.get());
        }
        if (filters.rate().isPresent() && !awaited.test(Facts.STORED.of(exchange))) {
            limit(exchange, filters.rate().get(), Files.size(mail));
        }
    }

    private void limit(Exchange exchange, Rate rate, long bytes) throws Refusal {
        String sender = Facts.OUTER.of(exchange).sender().flatMap(this::address).orElse(OTHERS);
        switch (rates.ask(sender, rate, Facts.STORED.of(exchange), bytes)) {
            case NOW -> {}
            case LATER -> {
                LOG.info(
                        "{} waits: more than {} of {}",
                        Facts.STORED.of(exchange).name(),
                        rate,
                        sender);
                Facts.KEPT.set(exchange, true);
                exchange.setRouteStop(true);
            }
            case NEVER ->
                throw new Refusal(
                        Reason.MAIL_RATE_EXCEEDED,
                        "more than " + rate + " of " + sender + ", and as much as may wait is waiting",
                        "");
        }
    }

    /** As the trust folder has it. */
    private Optional<String> address(Sender sender) {
        List<MailAddress> all = clients.addresses();
        return all.stream().filter(sender::is).findFirst().map(found -> found.value()
                .toLowerCase(Locale.ROOT));
    }
}
