package dev.mailshell.camel;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spi.PropertiesSource;

/** Routes in a context that somebody else makes, reads them into, starts and stops, such as {@code camel run}. */
final class HostedRoutes implements PartyRoutes {

    private static final int STOP_SECONDS = 15;

    private final CamelContext context;

    private HostedRoutes(CamelContext context) {
        this.context = context;
    }

    /** Puts into a context that has not started what has to be there before its routes start. */
    static HostedRoutes in(CamelContext context, Map<String, String> placeholders, ObservedSteps steps) {
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        // MAILSHELL_IMAP_POLL=60s is a setting; the placeholder of that name has milliseconds.
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
        properties.addPropertiesSource(new Settings(Map.copyOf(placeholders)));
        // Beans are for the routes that name them, not for whatever component has an option of that type.
        context.setAutowiredEnabled(false);
        context.getCamelContextExtension().addInterceptStrategy(steps);
        return new HostedRoutes(context);
    }

    @Override
    public void start(Map<String, Object> beans) {
        beans.forEach(context.getRegistry()::bind);
    }

    @Override
    public CamelContext context() {
        return context;
    }

    @Override
    public boolean isRunning() {
        return context.isStarted();
    }

    @Override
    public void stop() {
        context.getShutdownStrategy().setTimeout(STOP_SECONDS);
        try {
            context.getRouteController().stopAllRoutes();
        } catch (Exception e) {
            throw new IllegalStateException("a route did not stop", e);
        }
    }

    private record Settings(Map<String, String> values) implements PropertiesSource {

        @Override
        public String getName() {
            return "mailshell";
        }

        @Override
        public String getProperty(String name) {
            return values.get(name);
        }
    }
}
