package dev.mailshell.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.filter.Filters;
import dev.mailshell.ledger.StoredMail;
import dev.mailshell.mime.MimeEntity;
import dev.mailshell.mime.OuterHeader;
import dev.mailshell.policy.Rate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterMailTest {

    private static final Filters ONE_AN_HOUR = new Filters(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(new Rate(1, Duration.ofHours(1))));
    private static final StoredMail AWAITED = new StoredMail(3, false);

    @TempDir
    Path directory;

    /** As after a restart, when it is not known any more what has passed. */
    @Test
    void letsAMailPassInWhichACommandWaitsForApprovals() throws Exception {
        FilterMail filter = new FilterMail(
                ONE_AN_HOUR, new AddressBook(List::of), new MailRates(Clock.systemUTC()), AWAITED::equals);

        assertThat(waits(filter, new StoredMail(1, false))).isFalse();
        assertThat(waits(filter, new StoredMail(2, false))).isTrue();
        assertThat(waits(filter, AWAITED)).isFalse();
    }

    private boolean waits(FilterMail filter, StoredMail stored) throws Exception {
        Path mail = Files.writeString(directory.resolve(stored.name()), "From: alice@mail.test\r\n\r\nx");
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        Facts.STORED.set(exchange, stored);
        Facts.OUTER.set(exchange, OuterHeader.of(MimeEntity.read(mail)));
        exchange.getMessage().setBody(mail);
        filter.process(exchange);
        return Facts.KEPT.find(exchange).isPresent();
    }
}
