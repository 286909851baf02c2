package dev.mailshell.realmail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Logins by something else than a password. */
public final class OtherLogins {

    private final RealMail mail;
    private final Site site;

    OtherLogins(RealMail mail, Site site) {
        this.mail = mail;
        this.site = site;
    }

    /**
     * Lets nobody in by a password any more, also at Postfix, but by one mechanism for tokens.
     *
     * @param mechanism as Dovecot names it, such as {@code xoauth2}
     * @param introspection where Dovecot asks whose a token is (RFC 7662), as {@code http} on this machine
     */
    public void requireTokens(String mechanism, String introspection) throws IOException {
        Path settings = site.readable("introspection_mode = post\nintrospection_url = " + introspection
                + "\nusername_attribute = username\nactive_attribute = active\nactive_value = true\n");
        mail.configureDovecot("auth_mechanisms = " + mechanism + "\npassdb {\n  driver = oauth2\n  mechanisms = "
                + mechanism + "\n  args = " + settings + "\n}\n");
    }

    /** Lets in by the tickets of {@code realm} too, also at Postfix; passwords are taken as before. */
    public void offerKerberos(Kdc realm) throws IOException {
        mail.configureDovecot("auth_mechanisms = gssapi plain\nauth_gssapi_hostname = " + RealMail.HOST
                + "\nauth_krb5_keytab = "
                + realm.serviceKeytab() + "\nimport_environment = $import_environment KRB5_CONFIG=" + realm.krb5Conf()
                + "\n");
    }

    /**
     * Lets in who shows a certificate of {@code authority}, named by its common name, by IMAP; passwords are taken as before. Postfix knows no EXTERNAL,
     * so mail is submitted to Dovecot, which hands it on to Postfix.
     *
     * @return where mail is submitted with STARTTLS
     */
    public int offerCertificates(Path authority) throws IOException {
        int port = Site.Ports.free().submission();
        mail.configurePostfix(
                "mynetworks=127.0.0.0/8",
                "smtpd_relay_restrictions=permit_mynetworks,reject",
                "smtpd_recipient_restrictions=reject_unlisted_recipient,permit_mynetworks,reject");
        mail.configureDovecot("protocols = imap pop3 lmtp submission\nauth_mechanisms = external plain\nssl_ca = <"
                + authority
                + "\nssl_verify_client_cert = yes\nssl_require_crl = no\nauth_ssl_username_from_cert = yes\n"
                + "passdb {\n  driver = static\n  mechanisms = external\n  args = nopassword=y\n}\n"
                + "ssl_client_ca_file = " + mail.caFile() + "\nhostname = " + RealMail.HOST + "\n"
                + "submission_relay_host = " + RealMail.HOST + "\nsubmission_relay_port = " + mail.smtpsPort()
                + "\nsubmission_relay_ssl = smtps\n"
                + "service submission-login {\n  inet_listener submission {\n    port = " + port + "\n  }\n}\n");
        return port;
    }

    /** Has Postfix ask for certificates of {@code authority} as well, note which it was shown, and offer EXTERNAL, which it would leave out by itself. */
    public void askForCertificatesInPostfix(Path authority) throws IOException {
        mail.configurePostfix(
                "smtpd_tls_ask_ccert=yes",
                "smtpd_tls_CAfile=" + authority,
                "smtpd_tls_loglevel=1",
                "smtpd_sasl_mechanism_filter=static:rest");
    }

    /** How often Postfix was shown a certificate that it has verified. */
    public long certificatesSeenByPostfix() throws IOException {
        try (Stream<String> lines = Files.lines(site.log("postfix.log"))) {
            return lines.filter(line -> line.contains(": Trusted TLS connection established from "))
                    .count();
        }
    }
}
