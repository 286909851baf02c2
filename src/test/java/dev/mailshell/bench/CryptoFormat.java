package dev.mailshell.bench;

/** A format and its keys. */
enum CryptoFormat {
    SMIME_RSA(
            "S/MIME, RSA-3072",
            "openssl",
            "rsa",
            "-keyopt rsa_padding_mode:pss",
            "-keyopt rsa_padding_mode:oaep -keyopt rsa_oaep_md:sha256"),
    SMIME_EC("S/MIME, P-256", "openssl", "ec", "", "-keyopt ecdh_kdf_md:sha256"),
    OPENPGP("OpenPGP, Ed25519", "gpg", "ec", "", "");

    private final String title;
    private final String program;
    private final String keys;
    private final String signing;
    private final String encrypting;

    CryptoFormat(String title, String program, String keys, String signing, String encrypting) {
        this.title = title;
        this.program = program;
        this.keys = keys;
        this.signing = signing;
        this.encrypting = encrypting;
    }

    String title() {
        return title;
    }

    String program() {
        return program;
    }

    /** The folder with the homes whose keys it takes. */
    String keys() {
        return keys;
    }

    /** Options of openssl. */
    String signing() {
        return signing;
    }

    /** Options of openssl. */
    String encrypting() {
        return encrypting;
    }
}
