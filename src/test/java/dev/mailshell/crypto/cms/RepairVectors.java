package dev.mailshell.crypto.cms;

import static dev.mailshell.crypto.cms.Recipe.ascii;
import static dev.mailshell.crypto.cms.Recipe.join;
import static dev.mailshell.crypto.cms.Recipe.mime;
import static dev.mailshell.crypto.cms.VectorMaker.ENTITY_HEADER;
import static dev.mailshell.crypto.cms.VectorMaker.GOOD;
import static dev.mailshell.crypto.cms.VectorMaker.OUTER;
import static dev.mailshell.crypto.cms.VectorMaker.head;
import static dev.mailshell.crypto.cms.VectorMaker.multipart;
import static dev.mailshell.crypto.cms.VectorMaker.signed;

import java.util.Arrays;

/** What mail servers make of a sealed mail on its way, and what looks like that and is not. */
final class RepairVectors {

    private static final String BYTES = "Content-Type: application/octet-stream; name=smime.p7m\r\n";
    private static final String UNNAMED = "Content-Type: application/octet-stream\r\n";
    private static final String BARE = "Content-Type: application/x-pkcs7-mime; name=smime.p7m\r\n";
    private static final byte[] EMPTY = ascii("Content-Type: text/plain; charset=us-ascii\r\n\r\n");
    private static final byte[] FOOTER = ascii("Content-Type: text/plain\r\n\r\nThis mail is confidential.\r\n");

    private final VectorMaker maker;

    RepairVectors(VectorMaker maker) {
        this.maker = maker;
    }

    void write() throws Exception {
        repaired("octet-stream", "of the type application/octet-stream, with its name", der -> alone(BYTES, der));
        repaired("x-pkcs7-mime", "of the older type, without smime-type", der -> alone(BARE, der));
        repaired("smime-type-lost", "without smime-type", der -> alone(BARE.replace("x-pkcs7", "pkcs7"), der));
        repaired("multipart-mixed-around", "the only part of a multipart/mixed", der -> multipart(mime(OUTER, der)));
        repaired("footer-below", "with a footer as second part", der -> multipart(mime(OUTER, der), FOOTER));
        repaired(
                "text-above", "an attachment below an empty text", der -> multipart(EMPTY, mime(attached(BYTES), der)));
        repaired(
                "attachment-and-footer",
                "an attachment between texts",
                der -> multipart(EMPTY, mime(attached(BARE), der), FOOTER));
        repaired(
                "file-name-only",
                "of the type application/octet-stream, with the name of its file",
                der -> multipart(EMPTY, mime(attached(UNNAMED), der)));
        refused(sealed(maker.entity));
    }

    private byte[] sealed(byte[] entity) throws Exception {
        return new Recipe().seal(signed(maker.signature(entity)), maker.key("web1"));
    }

    private static byte[] alone(String type, byte[] der) {
        return join(head(), mime(type, der));
    }

    private static String attached(String type) {
        return type + "Content-Disposition: attachment; filename=\"smime.p7m\"\r\n";
    }

    /** Each with an id of its own. */
    private void repaired(String name, String recipe, Change change) throws Exception {
        byte[] entity = ascii(ENTITY_HEADER + CommandVectors.withIdOf("repaired-" + name, GOOD));
        maker.cms("repaired-" + name, "OK", "good-rsa, " + recipe, change.of(sealed(entity)));
    }

    /** What a mail server makes of a sealed structure. */
    private interface Change {
        byte[] of(byte[] der);
    }

    private void refused(byte[] der) throws Exception {
        near("two-sealed", "MAIL_MALFORMED", "good-rsa twice", multipart(mime(OUTER, der), mime(OUTER, der)));
        near(
                "two-formats",
                "MAIL_MALFORMED",
                "good-rsa and an armored message of OpenPGP",
                multipart(mime(OUTER, der), ascii("\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nMIAG\r\n")));
        near(
                "attached-mail",
                "NOT_ENCRYPTED",
                "good-rsa as an attached mail",
                multipart(FOOTER, join(ascii("Content-Type: message/rfc822\r\n\r\n"), head(), mime(OUTER, der))));
        near("sixty-five-parts", "MAIL_MALFORMED", "good-rsa and 64 footers", many(der));
        near(
                "signed-only",
                "CMS_MALFORMED",
                "signed, not encrypted, without smime-type",
                join(head(), mime(BARE, maker.signature())));
        near(
                "unsigned",
                "NOT_SIGNED",
                "encrypted and not signed, with a footer that is a command",
                multipart(
                        mime(OUTER, new Recipe().seal(maker.entity, maker.key("web1"))),
                        ascii("\r\n@web1\r\n\r\nuptime\r\n")));
        near(
                "footer-inside",
                "NOT_SIGNED",
                "encrypted around a multipart/mixed of what is signed and a footer",
                maker.sealed(multipart(signed(maker.signature()), FOOTER)));
        near("no-name", "NOT_ENCRYPTED", "good-rsa as bytes without a name", join(head(), mime(UNNAMED, der)));
    }

    private static byte[] many(byte[] der) {
        byte[][] parts = new byte[64][];
        Arrays.fill(parts, FOOTER);
        parts[0] = mime(OUTER, der);
        return multipart(parts);
    }

    private void near(String name, String expect, String recipe, byte[] mail) throws Exception {
        maker.cms("unrepaired-" + name, expect, recipe, mail);
    }
}
