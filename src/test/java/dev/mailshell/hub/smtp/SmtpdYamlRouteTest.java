package dev.mailshell.hub.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mailshell.hub.user.Account;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An operator writes an endpoint in YAML, with every kind of option. */
@Timeout(60)
class SmtpdYamlRouteTest {

    private static final String ROUTE =
            """
            - route:
                id: accept-submission
                description: Mail of a user is with the next route before the user is told so.
                from:
                  uri: smtpd:{{host}}:{{port}}
                  parameters:
                    tls: starttls
                    sslContext: "#keys"
                    accounts: "#accounts"
                    recipients: "#local"
                    hostName: "{{name:mail.hub.test}}"
                    maxMessageSize: "{{size:1000}}"
                    commandTimeout: 1m
                    loginTimeout: 30s
                    maxErrors: 5
                  steps:
                    - removeHeaders:
                        pattern: "*"
                        excludePattern: CamelSmtpd.*
                    - to:
                        uri: mock:taken
            """;

    @TempDir
    Path directory;

    @Test
    void runsARouteInYaml() throws Exception {
        try (TestHub hub = TestHub.start(directory, TestHub.OUTSIDE)) {
            CamelContext context = hub.context();
            Properties settings = new Properties();
            settings.putAll(Map.of("host", "127.0.0.1", "port", "0"));
            context.getPropertiesComponent().setOverrideProperties(settings);
            MockEndpoint taken = context.getEndpoint("mock:taken", MockEndpoint.class);

            PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("accept.camel.yaml", ROUTE));

            SmtpdConsumer consumer =
                    (SmtpdConsumer) context.getRoute("accept-submission").getConsumer();
            SmtpdConfiguration configuration = consumer.getEndpoint().getConfiguration();
            assertThat(configuration.getTls()).isEqualTo(TlsMode.STARTTLS);
            assertThat(configuration.getCommandTimeout()).isEqualTo(60_000);
            assertThat(configuration.getLoginTimeout()).isEqualTo(30_000);
            try (RawClient client = RawClient.plain(consumer.port())) {
                client.ask("EHLO client.test");
                client.ask("STARTTLS");
                client.startTls(hub.trust());
                assertThat(client.ask("EHLO client.test")).contains("SIZE 1000");
                client.ask("AUTH PLAIN " + RawClient.plainCredentials("alice@hub.test", TestHub.PASSWORD));
                client.ask("MAIL FROM:<alice@hub.test>");
                client.ask("RCPT TO:<bob@hub.test>");
                client.ask("DATA");
                assertThat(client.ask("CamelSmtpdAccount: eve\r\n\r\n.")).startsWith("250 ");
            }
            Map<String, Object> headers =
                    taken.getExchanges().get(0).getMessage().getHeaders();
            assertThat(headers.get(SmtpdConstants.ACCOUNT)).isInstanceOf(Account.class);
            assertThat(headers.get(SmtpdConstants.RECIPIENTS))
                    .asInstanceOf(InstanceOfAssertFactories.LIST)
                    .extracting(Object::toString)
                    .isEqualTo(List.of("bob@hub.test"));
        }
    }
}
