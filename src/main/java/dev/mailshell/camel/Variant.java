package dev.mailshell.camel;

import dev.mailshell.config.MailshellConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What makes a server another than the plain one. */
@FunctionalInterface
interface Variant {

    /** The built-in folders of routes; a later one replaces routes of those before it. */
    List<String> layers();

    /** The routes, with what they may put in as placeholders. */
    default RouteSource routes(MailshellConfig config, Map<String, String> placeholders, ObservedSteps steps) {
        return RouteLoading.begin(layers(), config.routes(), placeholders, steps);
    }

    /** What runs beside it, once nobody else can use the home. */
    default Optional<Annex> annex() throws IOException {
        return Optional.empty();
    }

    /** Beans beside the server's, or in the place of some. */
    default Map<String, Object> beans(Party party) {
        return Map.of();
    }
}
