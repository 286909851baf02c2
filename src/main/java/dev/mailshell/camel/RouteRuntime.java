package dev.mailshell.camel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the routes of one party on camel-main. */
final class RouteRuntime {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.routes");
    private static final int STOP_SECONDS = 15;

    private final Main main = new Main();
    private final List<String> locations;
    private final List<RouteFile> files = new ArrayList<>();

    private RouteRuntime(List<String> locations) {
        this.locations = locations;
    }

    /**
     * Prepares the routes of a role.
     *
     * @param role {@code server} or {@code client}
     * @param own the home's folder of replacements; need not exist
     * @throws RouteProblem if a file in it would be overlooked
     */
    static RouteRuntime of(String role, Path own, Map<String, String> placeholders, Map<String, Object> beans)
            throws IOException, RouteProblem {
        List<String> locations = RouteFiles.locate(role, own);
        List<String> replaced =
                locations.stream().filter(file -> file.startsWith("file:")).toList();
        if (!replaced.isEmpty()) {
            LOG.info("routes of this home: {}", replaced);
        }
        RouteRuntime runtime = new RouteRuntime(locations);
        runtime.configure(placeholders, beans);
        return runtime;
    }

    private void configure(Map<String, String> placeholders, Map<String, Object> beans) {
        // Whoever started us stops us: a hook of Camel's own would stop the routes before the jobs that they wait for.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        // A file that happens to lie in the working directory must not configure us.
        main.setDefaultPropertyPlaceholderLocation("false");
        // Beans are for the routes that name them, not for whatever component has an option of that type.
        main.configure().setAutowiredEnabled(false);
        main.configure().setShutdownTimeout(STOP_SECONDS);
        main.configure().setShutdownLogInflightExchangesOnTimeout(false);
        placeholders.forEach(main::addOverrideProperty);
        beans.forEach(main::bind);
        main.configure().addLambdaRouteBuilder(routes -> load(routes.getContext()));
    }

    private void load(CamelContext context) throws RouteProblem {
        for (String location : locations) {
            Resource resource = ResourceHelper.resolveResource(context, location);
            RouteFile file = RouteFile.read(resource);
            try {
                PluginHelper.getRoutesLoader(context).loadRoutes(resource);
            } catch (Exception e) {
                throw RouteDiagnosis.of(e, List.of(file));
            }
            files.add(file);
        }
        RouteLinks.check(files);
        EndpointOptions.check(files, context);
        RedeliveryOptions.check(files, context);
        SimpleFunctions.check(files);
    }

    /** Starts the routes; returns once they run. */
    void start() throws RouteProblem {
        try {
            main.start();
        } catch (Exception e) {
            stop();
            throw RouteDiagnosis.of(e, files);
        }
    }

    void stop() {
        main.stop();
    }
}
