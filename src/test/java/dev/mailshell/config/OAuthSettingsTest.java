package dev.mailshell.config;

import static dev.mailshell.config.TestHome.imap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.config.ConfigFailure.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a login by token needs, and what providers are known to have. */
class OAuthSettingsTest {

    private static final String OWN =
            """
            mailshell.login=oauth
            mailshell.oauth.client-id=mail shell
            mailshell.oauth.token-url=https://login.mail.test/token
            mailshell.oauth.device-url=https://login.mail.test/device
            mailshell.oauth.scope=mail offline_access
            """;

    @TempDir
    Path directory;

    private TestHome web1;

    @BeforeEach
    void makeHome() throws IOException {
        web1 = TestHome.in(directory);
    }

    private OAuthClient client(String settings) throws Exception {
        web1.append(settings);
        return web1.load(Map.of()).oauth().orElseThrow();
    }

    private String problem(String settings) throws Exception {
        web1.append(settings);
        assertThat(web1.problems(Map.of())).hasSize(1);
        Problem problem = web1.problems(Map.of()).get(0);
        return problem.fact() + " | " + problem.hint();
    }

    @Test
    void usesPasswordsUnlessItIsToldOtherwise() throws Exception {
        assertThat(web1.load(Map.of()).oauth()).isEmpty();
    }

    @Test
    void knowsAServerOfOnesOwn() throws Exception {
        OAuthClient client = client(OWN);

        assertThat(client.application()).isFalse();
        assertThat(client.clientId()).isEqualTo("mail shell");
        assertThat(client.clientSecret()).isEmpty();
        assertThat(client.tokenUrl()).hasToString("https://login.mail.test/token");
        assertThat(client.deviceUrl().orElseThrow()).hasToString("https://login.mail.test/device");
        assertThat(client.authorizeUrl()).isEmpty();
        assertThat(client.scope()).isEqualTo("mail offline_access");
    }

    @Test
    void showsTokensAsProvidersTakeThem() throws Exception {
        assertThat(client(OWN).mechanism()).isEqualTo(TokenMechanism.XOAUTH2);
    }

    @Test
    void showsTokensAsTheStandardHasItIfItIsToldSo() throws Exception {
        assertThat(client(OWN + "mailshell.oauth.mechanism=oauthbearer\n").mechanism())
                .isEqualTo(TokenMechanism.OAUTHBEARER);
    }

    @Test
    void needsNoPasswordThen() throws Exception {
        web1.append(OWN);
        web1.replace("mailshell.password-file=password\n", "mailshell.password-file=none\n");

        MailshellConfig config = web1.load(Map.of());

        assertThat(imap(config).password()).isEmpty();
        assertThat(config.smtp().orElseThrow().password()).isEmpty();
        assertThat(config.placeholders())
                .doesNotContainKeys("mailshell.imap.password", "mailshell.smtp.password")
                .containsEntry("mailshell.imap.user", "web1@mail.test");
    }

    @Test
    void knowsGoogle() throws Exception {
        OAuthClient client = client("mailshell.provider=gmail\nmailshell.login=oauth\nmailshell.oauth.client-id=id\n");

        assertThat(client.tokenUrl()).hasToString("https://oauth2.googleapis.com/token");
        assertThat(client.deviceUrl()).isEmpty();
        assertThat(client.authorizeUrl().orElseThrow())
                .hasToString("https://accounts.google.com/o/oauth2/v2/auth?access_type=offline&prompt=consent");
        assertThat(client.scope()).isEqualTo("https://mail.google.com/");
    }

    @ParameterizedTest
    @CsvSource({
        "outlook, consumers, ''",
        "microsoft365, organizations, ''",
        "microsoft365, example.org, mailshell.oauth.tenant=example.org"
    })
    void knowsMicrosoft(String provider, String tenant, String more) throws Exception {
        OAuthClient client =
                client("mailshell.provider=" + provider + "\nmailshell.oauth.client-id=id\n" + more + "\n");

        assertThat(client.tokenUrl()).hasToString("https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/token");
        assertThat(client.deviceUrl().orElseThrow())
                .hasToString("https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/devicecode");
        assertThat(client.scope()).contains("IMAP.AccessAsUser.All", "SMTP.Send", "offline_access");
    }

    @Test
    void knowsApplicationsOfMicrosoft() throws Exception {
        OAuthClient client = client(
                """
                mailshell.provider=microsoft365
                mailshell.login=oauth-app
                mailshell.oauth.tenant=example.org
                mailshell.oauth.client-id=id
                mailshell.oauth.client-secret=hunter2
                """);

        assertThat(client.application()).isTrue();
        assertThat(client.scope()).isEqualTo("https://outlook.office365.com/.default");
        assertThat(client.toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "token-url | http://login.mail.test/token",
                "token-url | https://user:hunter2@login.mail.test/token",
                "token-url | https:token",
                "token-url | https://login.mail.test/#x",
                "token-url | ftp://login.mail.test/",
                "device-url | http://127.0.0.1/device",
                "device-url | http://localhost/device",
                "authorize-url | http://login.mail.test/",
                "mechanism | plain",
                "mechanism | OAUTHBEARER",
                "scope | mail  twice",
                "scope | mail \"",
                "client-id | ü",
            })
    void takesNoOtherForm(String key, String value) throws Exception {
        web1.append(OWN.replaceAll("(?m)^mailshell\\.oauth\\." + key + "=.*\\R", "") + "mailshell.oauth." + key + "="
                + value + "\n");

        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .startsWith("mailshell.oauth." + key + " cannot be used (was "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client-id", "token-url", "device-url", "scope"})
    void saysWhatIsMissing(String key) throws Exception {
        assertThat(problem(OWN.replaceAll("(?m)^mailshell\\.oauth\\." + key + "=.*\\R", "")))
                .startsWith("mailshell.oauth." + key + " is missing");
    }

    @Test
    void anApplicationNeedsItsSecret() throws Exception {
        assertThat(problem(OWN.replace("login=oauth", "login=oauth-app")))
                .isEqualTo(
                        "mailshell.oauth.client-secret cannot be used (nothing is set, expected the secret of the application)"
                                + " | set MAILSHELL_OAUTH_CLIENT_SECRET, or mailshell.oauth.client-secret (mode 0600)");
    }

    @Test
    void anApplicationOfMicrosoftNeedsItsTenant() throws Exception {
        assertThat(
                        problem(
                                "mailshell.provider=microsoft365\nmailshell.login=oauth-app\nmailshell.oauth.client-id=id\nmailshell.oauth.client-secret=s\n"))
                .startsWith("mailshell.oauth.tenant is missing");
    }

    @Test
    void otherProvidersHaveNoTenants() throws Exception {
        assertThat(problem(OWN + "mailshell.oauth.tenant=example.org\n"))
                .isEqualTo("mailshell.oauth.tenant cannot be used (the provider is custom, expected microsoft365)"
                        + " | remove it: no other provider has tenants");
    }

    @Test
    void refusesWhatPasswordsHaveNoUseFor() throws Exception {
        assertThat(problem(OWN.replace("mailshell.login=oauth\n", "")))
                .isEqualTo(
                        "mailshell.oauth.client-id cannot be used (mailshell.login is password, expected oauth or oauth-app)"
                                + " | write mailshell.login=oauth, or remove all mailshell.oauth settings");
    }

    @Test
    void readsByImapAlone() throws Exception {
        web1.append(OWN);
        web1.replace("mailshell.imap.host=imap.mail.test", "mailshell.pop3.host=pop.mail.test");

        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> {
            assertThat(problem.fact())
                    .isEqualTo(
                            "mailshell.login cannot be used (mail is read by POP3, expected IMAP where the login is not by password)");
            assertThat(problem.hint())
                    .isEqualTo(
                            "replace all mailshell.pop3 settings by mailshell.imap settings, or write mailshell.login=password");
        });
    }

    @Test
    void refusesTokensThatOthersCanRead() throws Exception {
        web1.append(OWN);
        web1.write("state/tokens.json", "{}", "rw-r-----");

        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .isEqualTo("the file holds the tokens of the login and others can use it (mode 0640, expected 0600)"));
    }

    @Test
    void aSecretIsForTheOwnerAloneAndIsNotShown() throws Exception {
        web1.append(OWN + "mailshell.oauth.client-secret=hunter2\n");
        TestHome.mode(web1.home().properties(), "rw-r--r--");
        assertThat(web1.problems(Map.of())).singleElement().satisfies(problem -> assertThat(problem.fact())
                .startsWith("the file holds a password and others can use it"));
        TestHome.mode(web1.home().properties(), "rw-------");

        assertThat(web1.load(Map.of()).toString() + web1.load(Map.of()).placeholders())
                .doesNotContain("hunter2");
    }
}
