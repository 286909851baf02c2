package dev.mailshell.camel;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the routes of one party on camel-main. */
final class RouteRuntime implements PartyRoutes {

    private static final Logger LOG = LoggerFactory.getLogger("mailshell.routes");
    /** The name of a bean that only contexts of this class have. */
    static final String OURS = "observedSteps";

    private static final int STOP_SECONDS = 15;

    private final Main main = new Main();
    private final List<RouteFile> files = new ArrayList<>();

    private RouteRuntime() {}

    /**
     * Reads the routes of a role and checks them; the beans that they name are not asked for yet.
     *
     * @param layers the built-in folders, {@code server} or {@code client}
     * @param own the home's folder of replacements; need not exist
     * @param steps shows each step; Camel looks for it when the routes are read, and not later
     * @throws RouteProblem if a route cannot run as it is written, or a file in {@code own} would be overlooked
     */
    static RouteRuntime load(List<String> layers, Path own, Map<String, String> placeholders, ObservedSteps steps)
            throws IOException, RouteProblem {
        List<String> locations = RouteFiles.locate(layers, own);
        List<String> replaced =
                locations.stream().filter(file -> file.startsWith("file:")).toList();
        if (!replaced.isEmpty()) {
            LOG.info("routes of this home: {}", replaced);
        }
        RouteRuntime runtime = new RouteRuntime();
        runtime.configure(placeholders, steps);
        runtime.load(locations);
        return runtime;
    }

    private void configure(Map<String, String> placeholders, ObservedSteps steps) {
        // Whoever started us stops us: a hook of Camel's own would stop the routes before the jobs that they wait for.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        // A file that happens to lie in the working directory must not configure us.
        main.setDefaultPropertyPlaceholderLocation("false");
        // Nor does the environment: what we take from it is among the placeholders.
        main.configure().setAutoConfigurationEnabled(false);
        // Beans are for the routes that name them, not for whatever component has an option of that type.
        main.configure().setAutowiredEnabled(false);
        // Our routes are read one by one, and nothing else is looked for.
        main.configure().setRoutesCollectorEnabled(false);
        main.configure().setShutdownTimeout(STOP_SECONDS);
        main.configure().setShutdownLogInflightExchangesOnTimeout(false);
        placeholders.forEach(main::addOverrideProperty);
        main.bind(OURS, steps);
    }

    private void load(List<String> locations) throws RouteProblem {
        try {
            main.init();
        } catch (Exception e) {
            throw RouteDiagnosis.of(e, files);
        }
        CamelContext context = main.getCamelContext();
        // The demo has a mail server of its own, whatever the environment names.
        ((PropertiesComponent) context.getPropertiesComponent())
                .setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
        for (String location : locations) {
            Resource resource = ResourceHelper.resolveResource(context, location);
            RouteFile file = RouteFile.read(resource);
            load(context, resource, file);
            files.add(file);
        }
        RouteLinks.check(files);
        EndpointOptions.check(files, context);
        RedeliveryOptions.check(files, context);
        SimpleFunctions.check(files);
    }

    private static void load(CamelContext context, Resource resource, RouteFile file) throws RouteProblem {
        try {
            PluginHelper.getRoutesLoader(context).loadRoutes(resource);
        } catch (Exception e) {
            throw RouteDiagnosis.of(e, List.of(file));
        }
    }

    /** Returns once they run. */
    @Override
    public void start(Map<String, Object> beans) throws RouteProblem {
        beans.forEach(main.getCamelContext().getRegistry()::bind);
        try {
            main.start();
        } catch (Exception e) {
            stop();
            throw RouteDiagnosis.of(e, files);
        }
    }

    @Override
    public CamelContext context() {
        return main.getCamelContext();
    }

    @Override
    public boolean isRunning() {
        return main.getCamelContext() != null && main.getCamelContext().isStarted();
    }

    @Override
    public void stop() {
        main.stop();
    }
}
