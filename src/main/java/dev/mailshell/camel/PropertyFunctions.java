package dev.mailshell.camel;

import dev.mailshell.config.SettingReferences;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.spi.PropertiesFunction;

/** The property functions that Camel finds on the class path: {@code env} and {@code sys}, and those of vaults where their modules are. */
public final class PropertyFunctions implements SettingReferences {

    /** Less than what the doctor gives a check. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** For {@link java.util.ServiceLoader}. */
    public PropertyFunctions() {}

    @Override
    public String value(String function, String key) {
        FutureTask<String> lookup = new FutureTask<>(() -> lookUp(function, key));
        // A vault that says nothing has no limit of its own, and keeps its thread.
        Thread thread = new Thread(lookup, "look up " + function);
        thread.setDaemon(true);
        thread.start();
        try {
            return lookup.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw failed(function, "did not answer within " + PATIENCE.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(function, "was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LinkageError missing) {
                throw failed(function, "needs libraries that are not there", missing);
            }
            if (e.getCause() instanceof IllegalArgumentException known) {
                throw known;
            }
            throw failed(function, "failed: " + e.getCause().getClass().getSimpleName(), e.getCause());
        }
    }

    private static String lookUp(String function, String key) {
        // Not Camel's own replacement of placeholders: for a function that is not there it takes the key for the value.
        SimpleCamelContext context = new SimpleCamelContext(false);
        try {
            context.build();
            return value(found(context, function), function, key);
        } finally {
            context.stop();
        }
    }

    private static PropertiesFunction found(CamelContext context, String function) {
        PropertiesFunction found;
        try {
            found = context.getPropertiesComponent().getPropertiesFunction(function);
        } catch (RuntimeException e) {
            throw failed(function, "could not begin: what it needs may not be set", e);
        }
        if (found == null) {
            throw new IllegalArgumentException("Camel has no property function " + function + " here");
        }
        return found;
    }

    private static String value(PropertiesFunction found, String function, String key) {
        String value;
        try {
            value = found.apply(key);
        } catch (RuntimeException e) {
            // What a vault says may have more than its name.
            throw failed(function, "failed: " + e.getClass().getSimpleName(), e);
        }
        if (value == null) {
            throw new IllegalArgumentException("the property function " + function + " has no value for it");
        }
        // A default, as the functions take one behind a colon: then whoever keeps the vault from answering would
        // choose.
        if (key.endsWith(":" + value)) {
            throw new IllegalArgumentException(
                    "the property function " + function + " has no value for it but the end of the reference");
        }
        return value;
    }

    private static IllegalArgumentException failed(String function, String how, Throwable cause) {
        return new IllegalArgumentException("the property function " + function + " " + how, cause);
    }
}
