package dev.mailshell.config;

import java.net.URI;
import java.util.Optional;

/**
 * What a provider is known to have. Each part is empty if it is not known.
 *
 * @param scope what lets mail be read by IMAP and be submitted by SMTP
 */
record OAuthEndpoints(Optional<URI> token, Optional<URI> device, Optional<URI> authorize, Optional<String> scope) {

    private static final OAuthEndpoints NONE =
            new OAuthEndpoints(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    // No address for devices: Google gives no mail to who logs in with a code (its guide for limited-input devices,
    // "Allowed scopes").
    // Without the two parameters it gives no refresh token.
    private static final OAuthEndpoints GOOGLE = new OAuthEndpoints(
            Optional.of(URI.create("https://oauth2.googleapis.com/token")),
            Optional.empty(),
            Optional.of(URI.create("https://accounts.google.com/o/oauth2/v2/auth?access_type=offline&prompt=consent")),
            Optional.of("https://mail.google.com/"));

    private static final String OF_PERSON =
            "https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access";
    private static final String OF_APPLICATION = "https://outlook.office365.com/.default";

    /** @param tenant whose accounts log in, as Microsoft names it; empty for those of any organization */
    static OAuthEndpoints of(Provider provider, LoginMethod method, Optional<String> tenant) {
        boolean application = method == LoginMethod.OAUTH_APP;
        return switch (provider) {
            case GMAIL -> application ? NONE : GOOGLE;
            case OUTLOOK -> application ? NONE : microsoft("consumers", OF_PERSON);
            case MICROSOFT365 -> microsoft(tenant.orElse("organizations"), application ? OF_APPLICATION : OF_PERSON);
            case FASTMAIL, YAHOO, ICLOUD, CUSTOM -> NONE;
        };
    }

    private static OAuthEndpoints microsoft(String tenant, String scope) {
        String base = "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/";
        return new OAuthEndpoints(
                Optional.of(URI.create(base + "token")),
                Optional.of(URI.create(base + "devicecode")),
                Optional.empty(),
                Optional.of(scope));
    }
}
