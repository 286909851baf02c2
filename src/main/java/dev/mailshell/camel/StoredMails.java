package dev.mailshell.camel;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/** Lets no mail be read again that {@link MailNumber} calls stored. Keeps nothing itself. */
final class StoredMails extends ServiceSupport implements IdempotentRepository {

    @Override
    public boolean add(String name) {
        return !contains(name);
    }

    @Override
    public boolean contains(String name) {
        return name.equals(MailNumber.STORED);
    }

    @Override
    public boolean remove(String name) {
        return true;
    }

    @Override
    public boolean confirm(String name) {
        return true;
    }

    @Override
    public void clear() {
        // There is nothing to forget.
    }
}
