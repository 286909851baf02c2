package dev.mailshell.doctor;

import dev.mailshell.camel.TrustedRoots;
import dev.mailshell.config.ConfigFailure;
import dev.mailshell.config.Home;
import dev.mailshell.config.MailshellConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the settings of a home can be used, and its files and folders are for us alone. */
final class HomeCheck implements Check {

    private final Home home;
    private final Map<String, String> environment;
    private volatile Optional<MailshellConfig> config = Optional.empty();

    HomeCheck(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = Map.copyOf(environment);
    }

    /** What it has read; empty if that cannot be used. */
    Optional<MailshellConfig> config() {
        return config;
    }

    @Override
    public String name() {
        return "settings";
    }

    @Override
    public List<Finding> look() throws IOException {
        try {
            MailshellConfig read = MailshellConfig.load(home, environment);
            TrustedRoots.tls(read);
            config = Optional.of(read);
            return List.of(
                    Finding.ok(
                            "settings",
                            read.identity().name() + ", a " + read.role() + ", "
                                    + read.identity().address()),
                    Finding.ok("files", "nobody else can look into the home, or change it"));
        } catch (ConfigFailure e) {
            return e.problems().stream()
                    .map(problem -> Finding.fail("settings", problem.place() + ": " + problem.fact(), problem.hint()))
                    .toList();
        }
    }
}
