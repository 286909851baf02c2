package dev.mailshell.crypto.pgp;

import static dev.mailshell.crypto.pgp.PgpRecipe.armor;
import static dev.mailshell.crypto.pgp.PgpRecipe.ascii;
import static dev.mailshell.crypto.pgp.PgpRecipe.join;
import static dev.mailshell.crypto.pgp.PgpRecipe.literal;

import dev.mailshell.crypto.KeyringFolder;
import dev.mailshell.crypto.Peers;
import dev.mailshell.crypto.cms.SmimeProtection;
import dev.mailshell.crypto.cms.VectorKeys;
import dev.mailshell.model.IdentityName;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;

/**
 * Makes the vectors of typed mails anew, in the shapes of mail programs; run it from the project's directory. The shapes are rebuilt
 * from their documents and sources, with test keys.
 */
final class TypedVectorMaker {

    private static final String HEAD = crlf(
            """
            From: alice <alice@mail.test>
            To: web1@mail.test
            Message-ID: <question@phone.test>
            Date: Sat, 21 Nov 2026 12:00:00 +0000
            MIME-Version: 1.0
            """);
    private static final String SIGNED = crlf(
            """
            Content-Type: multipart/signed; micalg=pgp-sha512;
             protocol="application/pgp-signature";
             boundary="s"

            This is an OpenPGP/MIME signed message (RFC 4880 and 3156)
            --s
            """);
    private static final String SIGNATURE = crlf(
            """

            --s
            Content-Type: application/pgp-signature; name="OpenPGP_signature.asc"
            Content-Description: OpenPGP digital signature
            Content-Disposition: attachment; filename="OpenPGP_signature"

            """);
    private static final String KEYS = "src/test/resources/vectors/";

    private final Path folder = Path.of(KEYS, "typed");
    private final PgpVectorKeys keys = new PgpVectorKeys(Path.of(KEYS, "pgp-keys"));
    private final Path alice;

    private TypedVectorMaker(Path alice) {
        this.alice = alice;
    }

    /** Writes all of them. */
    public static void main(String[] args) throws Exception {
        Path alice = Files.createTempDirectory("typed");
        new VectorKeys(Path.of(KEYS, "keys")).makeAlice(alice);
        TypedVectorMaker maker = new TypedVectorMaker(alice);
        Files.createDirectories(maker.folder);
        for (TypedSample sample : TypedSample.all()) {
            byte[] head = ascii("expect: " + sample.expect() + "\nmade-with: " + sample.recipe() + "\n\n");
            Files.write(maker.folder.resolve(sample.name() + ".eml"), join(head, maker.seal(sample)));
        }
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    private byte[] seal(TypedSample sample) throws Exception {
        byte[] content = ascii(crlf(sample.content()));
        return switch (sample.shape()) {
            case COMBINED -> inMime(signer().sign(content));
            case NESTED -> inMime(nested(content));
            case INLINE -> inText(signer().sign(content));
            case SMIME -> smime(content);
            case CBC -> cbc(content);
        };
    }

    private PgpRecipe signer() throws Exception {
        return new PgpRecipe().by(keys.signing("alice"));
    }

    private byte[] armored(byte[] packets) throws Exception {
        return armor(
                "MESSAGE",
                new PgpRecipe().encrypt(packets, keys.encryption("web1").getPublicKey()));
    }

    private byte[] inMime(byte[] packets) throws Exception {
        return join(
                ascii(HEAD
                        + "Subject: [...]\r\nAutocrypt: addr=alice@mail.test; prefer-encrypt=mutual; keydata=\r\n mDMEaVbo\r\n"
                        + "Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\";\r\n boundary=\"----b\"\r\n\r\n"
                        + "This is an OpenPGP/MIME encrypted message (RFC 4880 and 3156)\r\n------b\r\n"
                        + "Content-Type: application/pgp-encrypted\r\nContent-Description: PGP/MIME version identification\r\n\r\n"
                        + "Version: 1\r\n\r\n------b\r\nContent-Type: application/octet-stream; name=\"encrypted.asc\"\r\n"
                        + "Content-Description: OpenPGP encrypted message\r\nContent-Disposition: inline;"
                        + " filename=\"encrypted.asc\"\r\n\r\n"),
                armored(packets),
                ascii("\r\n------b--\r\n"));
    }

    private byte[] nested(byte[] content) throws Exception {
        return literal(join(
                ascii(SIGNED),
                content,
                ascii(SIGNATURE),
                armor("SIGNATURE", signer().detached(content)),
                ascii("\r\n--s--\r\n")));
    }

    private byte[] inText(byte[] packets) throws Exception {
        return join(
                ascii(HEAD + "Subject: Mail Shell\r\nContent-Type: text/plain; charset=utf-8\r\n"
                        + "Content-Transfer-Encoding: 7bit\r\n\r\n"),
                armored(packets));
    }

    private byte[] smime(byte[] content) throws Exception {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream();
        new SmimeProtection(
                        new KeyringFolder(alice, new IdentityName("alice"), Peers.SERVERS, Optional.empty()),
                        VectorKeys.CLOCK,
                        new SecureRandom(),
                        1 << 20)
                .seal(out -> out.write(content), new IdentityName("web1"), sealed);
        return join(ascii(HEAD.replace("MIME-Version: 1.0\r\n", "Subject: Mail Shell\r\n")), sealed.toByteArray());
    }

    /** As Outlook, Apple Mail and Thunderbird encrypt. */
    private byte[] cbc(byte[] content) throws Exception {
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(new JceKeyTransRecipientInfoGenerator(
                VectorKeys.certificate(alice.resolve("trust/servers/web1/web1.crt"))));
        byte[] der = generator
                .generate(
                        new CMSProcessableByteArray(content),
                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC).build())
                .getEncoded();
        return join(
                ascii(
                        HEAD
                                + "Content-Type: application/pkcs7-mime; smime-type=enveloped-data;\r\n name=\"smime.p7m\"\r\n"
                                + "Content-Disposition: attachment; filename=\"smime.p7m\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"),
                Base64.getMimeEncoder().encode(der),
                ascii("\r\n"));
    }
}
