package dev.mailshell.hub.user;

import dev.mailshell.model.MailAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The passwords that were right a short while ago, the last one of each user: their HMAC under a key that only this process has, over the user,
 * the hash that it was checked by, and the password. So another hash ends it. Safe for use by several threads.
 */
final class VerifiedPasswords {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MOST = 1000;

    private final SecretKeySpec key;
    private final Duration remembered;
    private final Clock clock;
    private final RecentMap<MailAddress, Verified> verified = new RecentMap<>(MOST);

    private static final class Verified {

        private final byte[] mac;
        private final Instant at;

        Verified(byte[] mac, Instant at) {
            this.mac = mac;
            this.at = at;
        }
    }

    VerifiedPasswords(Duration remembered, Clock clock, SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        this.remembered = remembered;
        this.clock = clock;
    }

    boolean contains(User user, String password) {
        // For any user, known or not: it takes the same time.
        byte[] mac = mac(user, password);
        Verified before = find(user.account().address());
        return before != null && MessageDigest.isEqual(before.mac, mac);
    }

    private synchronized Verified find(MailAddress address) {
        Verified before = verified.get(address);
        if (before == null) {
            return null;
        }
        Duration age = Duration.between(before.at, clock.instant());
        if (age.isNegative() || age.compareTo(remembered) >= 0) {
            verified.remove(address);
            return null;
        }
        return before;
    }

    void add(User user, String password) {
        Verified now = new Verified(mac(user, password), clock.instant());
        synchronized (this) {
            verified.put(user.account().address(), now);
        }
    }

    private byte[] mac(User user, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            for (String part : new String[] {
                user.account().address().value(), user.password().toString(), password
            }) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
