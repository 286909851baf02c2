package dev.mailshell.crypto.cms;

/** The kinds of keys that we make. */
public enum KeyAlgorithm {
    /** RSA with 3072 bits. */
    RSA,
    /** EC on P-256. */
    EC
}
