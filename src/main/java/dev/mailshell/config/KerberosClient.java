package dev.mailshell.config;

import java.nio.file.Path;

/**
 * Whom we are in a Kerberos realm (RFC 4120), and what proves it to the key distribution centre.
 *
 * @param principal with its realm, such as {@code web1@EXAMPLE.ORG}
 * @param keytab with its keys; absolute; for us alone
 */
public record KerberosClient(String principal, Path keytab) {}
