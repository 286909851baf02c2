package dev.mailshell.crypto.cms;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Makes the hostile mails anew; run it from the project's directory. Those in {@code mail/} are of people that we do not trust, those in
 * {@code signed/} of alice, whom web1 trusts.
 */
final class HostileVectorMaker {

    /** A mail like any other, before it says what it is. */
    static final String HEAD = "From: alice@mail.test\r\nTo: web1@mail.test\r\nSubject: Mail Shell\r\n";

    final VectorMaker vectors;

    HostileVectorMaker(Path resources) {
        this.vectors = new VectorMaker(resources);
    }

    /** Writes all of them. */
    public static void main(String[] args) throws Exception {
        HostileVectorMaker maker = new HostileVectorMaker(Path.of("src/test/resources/vectors"));
        new HostileHeaders(maker).write();
        new HostileContentTypes(maker).write();
        new HostileKinds(maker).write();
        new HostileMachines(maker).write();
        new HostileEncodings(maker).write();
        new HostileStructures(maker).write();
        new HostileEnvelopes(maker).write();
        new HostileMultiparts(maker).write();
        new HostileSignatures(maker).write();
        new HostileEntities(maker).write();
        new HostileJson(maker).write();
        new HostileFields(maker).write();
        new HostileFiles(maker).write();
    }

    /** A mail, each character of which is one byte. */
    void mail(String name, String expect, String recipe, String mail) throws Exception {
        mail(name, expect, recipe, bytes(mail));
    }

    void mail(String name, String expect, String recipe, byte[] mail) throws Exception {
        vectors.vector("hostile/mail/" + name, expect, recipe, mail);
    }

    /** A mail encrypted for web1 that holds {@code inner}. */
    void sealed(String name, String expect, String recipe, byte[] inner) throws Exception {
        mail(name, expect, recipe + ", encrypted for web1", vectors.sealed(inner));
    }

    /** A mail with an entity that alice signed; each character of it is one byte. */
    void signed(String name, String expect, String recipe, String entity) throws Exception {
        vectors.vector(
                "hostile/signed/" + name,
                expect,
                recipe + ", signed by alice",
                vectors.sealed(VectorMaker.signed(vectors.ecSignature(bytes(entity)))));
    }

    /** A mail of mallory, who knows nothing but web1's certificate; all else is as it should be. */
    byte[] stranger() throws Exception {
        return vectors.sealedAndSigned(vectors.entity, "mallory");
    }

    /** That mail as text, to be changed. */
    String strangerText() throws Exception {
        return new String(stranger(), StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
