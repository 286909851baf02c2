package dev.mailshell.camel;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Route;

/** The routes of one party. */
interface PartyRoutes {

    /**
     * Gives them their beans, and starts them unless whoever made their context does.
     *
     * @param beans by the names that routes have for them
     */
    void start(Map<String, Object> beans) throws RouteProblem;

    /** For settings that have to be made before the routes start. */
    CamelContext context();

    /** What a route begins with; empty if there is no such route, or it does not run. */
    default Optional<Consumer> consumer(String route) {
        return Optional.ofNullable(context().getRoute(route))
                .filter(found ->
                        context().getRouteController().getRouteStatus(route).isStarted())
                .map(Route::getConsumer);
    }

    /** Whether the routes run: not before they have started, and not once they stop. */
    boolean isRunning();

    /** Returns once none of them runs. */
    void stop();
}
