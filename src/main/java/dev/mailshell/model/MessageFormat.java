package dev.mailshell.model;

/** In which standard a message is signed and encrypted. */
public enum MessageFormat {
    /** CMS in mails, with certificates. */
    SMIME,
    /** PGP/MIME, or armor in a text. */
    OPENPGP
}
