package dev.mailshell.config;

import java.nio.file.Path;

/**
 * What we show to mail servers in TLS.
 *
 * @param certificates PEM: our own first, then those that lead to its authority; absolute
 * @param key its private key, PKCS#8 in PEM, perhaps under the passphrase of our keys; absolute; for us alone
 */
public record ClientCertificate(Path certificates, Path key) {}
