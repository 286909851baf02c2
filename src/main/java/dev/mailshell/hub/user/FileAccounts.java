package dev.mailshell.hub.user;

import dev.mailshell.config.ConfigFailure;
import dev.mailshell.hub.user.WrongPasswords.Visitor;
import dev.mailshell.model.InvalidMessage;
import dev.mailshell.model.MailAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The accounts in a {@link UsersFile}, which is read anew once it has changed; one that is not valid changes nothing, and is logged once. */
public final class FileAccounts implements Accounts {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.users");

    /** More than any user has; a hash of megabytes would cost those who wait. */
    private static final int LONGEST = 256;

    private final WatchedUsers users;
    private final LoginLimits limits;
    private final WrongPasswords wrong;
    private final VerifiedPasswords verified;
    private final Semaphore turns;
    private final User nobody;
    private final LongAdder refused = new LongAdder();

    private FileAccounts(WatchedUsers users, LoginLimits limits, Clock clock, SecureRandom random) {
        this.users = users;
        this.limits = limits;
        this.wrong = new WrongPasswords(limits, clock);
        this.verified = new VerifiedPasswords(limits.remembered(), clock, random);
        this.turns = new Semaphore(limits.atOnce(), true);
        this.nobody = new User(
                new Account(new MailAddress("nobody@invalid"), OptionalLong.empty()), PasswordHash.ofNobody(random));
    }

    /**
     * The accounts in {@code file}.
     *
     * @throws ConfigFailure with everything that is wrong with the file
     * @throws IOException if it cannot be read
     */
    public static FileAccounts open(UsersFile file, LoginLimits limits, Clock clock, SecureRandom random)
            throws ConfigFailure, IOException {
        return new FileAccounts(new WatchedUsers(file), limits, clock, random);
    }

    @Override
    public Optional<Account> find(MailAddress address) {
        return user(address.value()).map(User::account);
    }

    /** How many logins did not succeed since the start, those that were not looked at included. */
    public long refused() {
        return refused.sum();
    }

    @Override
    public Login login(String user, String password, InetAddress from) {
        Optional<User> found = user(user);
        Visitor visitor = new Visitor(
                found.map(one -> one.account().address().value()).orElseGet(() -> shortened(user)),
                found.isPresent(),
                Network.of(from));
        Login login = login(found, visitor, password);
        if (!(login instanceof Login.Accepted)) {
            refused.increment();
        }
        if (login instanceof Login.Refused) {
            // Programs that ban addresses read this line. Nothing of the name, which may be a password that was typed
            // in its place.
            LOG.info("a login was refused, from {}", from.getHostAddress());
        }
        return login;
    }

    private Login login(Optional<User> found, Visitor visitor, String password) {
        // Before what is remembered, too: else there would be no end to guessing at that, which costs nothing.
        if (wrong.areTooMany(visitor)) {
            return new Login.Later();
        }
        if (verified.contains(found.orElse(nobody), password) && found.isPresent()) {
            wrong.welcome(visitor);
            return new Login.Accepted(found.get().account());
        }
        return takesTurn() ? checkedInTurn(found, visitor, password) : new Login.Later();
    }

    private boolean takesTurn() {
        try {
            return turns.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Login checkedInTurn(Optional<User> found, Visitor visitor, String password) {
        try {
            // Once more: others of the same visitor may have had their turn meanwhile.
            return wrong.areTooMany(visitor) ? new Login.Later() : checked(found, visitor, password);
        } finally {
            turns.release();
        }
    }

    private Login checked(Optional<User> found, Visitor visitor, String password) {
        boolean fits = password.length() <= LONGEST;
        boolean matches = found.orElse(nobody).password().matches(fits ? password : "");
        if (found.isEmpty() || !matches || !fits) {
            wrong.count(visitor);
            return new Login.Refused();
        }
        verified.add(found.get(), password);
        wrong.welcome(visitor);
        return new Login.Accepted(found.get().account());
    }

    private Optional<User> user(String name) {
        try {
            return users.find(new MailAddress(name.toLowerCase(Locale.ROOT)));
        } catch (InvalidMessage e) {
            // No user has a name that is no address.
            return Optional.empty();
        }
    }

    private static String shortened(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return small.substring(0, Math.min(small.length(), LONGEST));
    }
}
