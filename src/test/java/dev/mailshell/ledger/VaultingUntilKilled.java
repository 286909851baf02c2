package dev.mailshell.ledger;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;

/** A process that stores and removes mails, or rotates the keys, without end, and prints what it did. */
final class VaultingUntilKilled {

    private VaultingUntilKilled() {}

    public static void main(String[] args) throws Exception {
        VaultHome home = new VaultHome(Path.of(args[1]));
        if (args[0].equals("rotate")) {
            rotate(home);
        } else {
            store(home);
        }
    }

    private static void store(VaultHome home) throws Exception {
        try (Vault vault = home.open(new VaultLimits(100_000, Long.MAX_VALUE))) {
            for (int round = 0; true; round++) {
                StoredMail mail = vault.store(new ByteArrayInputStream(content(round)), Long.MAX_VALUE);
                System.out.println("stored " + mail.id() + " " + round);
                if (round % 4 == 3) {
                    vault.remove(mail);
                    System.out.println("removed " + mail.id() + " " + round);
                }
            }
        }
    }

    private static void rotate(VaultHome home) {
        while (true) {
            VaultKeyRotation.Result result = VaultKeyRotation.run(home.files(), new SecureRandom());
            System.out.println("rotated " + result.mails() + " " + result.damaged());
        }
    }

    /** Different for each round; now and then of several chunks. */
    static byte[] content(int round) {
        byte[] content = new byte[round % 5 == 2 ? MailWriter.CHUNK * 2 + round : 4000 + round];
        new Random(round).nextBytes(content);
        return content;
    }
}
