package dev.mailshell.ledger;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** Stores and reads a mail that is larger than the heap of this process. */
final class LargeVaultMail {

    private static final long BYTES = 100L << 20;

    private LargeVaultMail() {}

    public static void main(String[] args) throws Exception {
        try (Vault vault = new VaultHome(Path.of(args[0])).open()) {
            StoredMail mail = vault.store(new Zeros(), BYTES);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            vault.read(mail, new OutputStream() {
                @Override
                public void write(int one) {
                    digest.update((byte) one);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    digest.update(bytes, offset, length);
                }
            });
            vault.remove(mail);
            System.out.println(mail.tooLarge() + " " + HexFormat.of().formatHex(digest.digest()));
        }
    }

    private static final class Zeros extends InputStream {

        @Override
        public int read() {
            return 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            Arrays.fill(target, offset, offset + length, (byte) 0);
            return length;
        }
    }
}
