package dev.mailshell.cli;

import dev.mailshell.camel.TrustedRoots;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.MailshellConfig;
import dev.mailshell.config.OAuthClient;
import dev.mailshell.oauth.AccessTokens;
import dev.mailshell.oauth.AuthorizationServer;
import dev.mailshell.oauth.BrowserLogin;
import dev.mailshell.oauth.DeviceLogin;
import dev.mailshell.oauth.LoginRefused;
import dev.mailshell.oauth.TokenGrant;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mailshell login}. */
@Command(
        name = "login",
        description =
                "Logs in to a mail provider that wants OAuth: shows where to go with a browser, on any machine, and keeps in the home"
                        + " what proves the login to its mail servers. Once is enough; a running server or client goes on with it at once.",
        footerHeading = Examples.HEADING,
        footer = {"  mailshell login --home homes/web1"})
final class LoginCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    private CommonOptions common;

    LoginCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CommandFailure, ConfigFailure, IOException, InterruptedException {
        OwnedHome.of(common.home(context.environment()), context.environment());
        MailshellConfig config = MailshellConfig.load(common.home(context.environment()), context.environment());
        AuthorizationServer server = new AuthorizationServer(client(config), TrustedRoots.tls(config.caFile()));
        TokenGrant grant = grant(server, client(config));
        config.home().create(config.role());
        new AccessTokens(server, config.home(), context.clock()).accept(grant);
        sayDone(config);
        return ExitCode.OK;
    }

    private static OAuthClient client(MailshellConfig config) throws CommandFailure {
        OAuthClient client = config.oauth()
                .orElseThrow(() -> new CommandFailure(
                        "this home logs in to its mail servers by password",
                        "write mailshell.login=oauth if the provider wants that; docs/providers.md says which do"));
        if (client.application()) {
            throw new CommandFailure(
                    "nobody has to log in: the application does so itself, with its secret",
                    "mailshell doctor tries it; for a login of a person, write mailshell.login=oauth");
        }
        return client;
    }

    private TokenGrant grant(AuthorizationServer server, OAuthClient client)
            throws CommandFailure, InterruptedException {
        try {
            return client.deviceUrl().isPresent()
                    ? byCode(new DeviceLogin(server).begin())
                    : byBrowser(new BrowserLogin(server, context.random()));
        } catch (LoginRefused e) {
            throw new CommandFailure("nothing is changed: " + e.getMessage(), e.hint(), e);
        } catch (IOException e) {
            throw new CommandFailure(
                    "nothing is changed: the authorization server cannot be asked (" + e.getMessage() + ")",
                    "see that this machine reaches it by https, then run mailshell login again",
                    e);
        }
    }

    private TokenGrant byCode(DeviceLogin.Begun login) throws LoginRefused, InterruptedException {
        DeviceLogin.Prompt prompt = login.prompt();
        if (common.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("url", prompt.page().toString());
            fields.put("code", prompt.code());
            fields.put("seconds", prompt.time().toSeconds());
            Json.printLine(context.out(), fields);
        } else {
            context.err().println("open " + prompt.page() + " in a browser, on any machine");
            context.err().println("and type the code " + prompt.code());
            context.err()
                    .println("waiting for at most " + Math.max(1, prompt.time().toMinutes()) + " min");
        }
        return login.await();
    }

    private TokenGrant byBrowser(BrowserLogin login) throws CommandFailure, LoginRefused, IOException {
        Terminal terminal = context.terminal()
                .get()
                .orElseThrow(() -> new CommandFailure(
                        "nothing is changed: there is no terminal to ask for an address on", "run it at a terminal"));
        show(login.page());
        return login.end(
                terminal.askHidden("Then copy the address of that page, and paste it here (it is not shown): "));
    }

    private void show(URI page) {
        context.err().println("open this in a browser, on any machine, and agree:");
        context.err().println(page);
        context.err().println("It ends at a page that cannot be opened. That is right.");
    }

    private void sayDone(MailshellConfig config) {
        if (common.json()) {
            Json.printLine(
                    context.out(), Map.of("tokens", config.home().tokens().toString()));
            return;
        }
        context.err().println("logged in: the tokens are in state/tokens.json");
        context.err().println("next: mailshell doctor --home " + config.home().directory());
    }
}
