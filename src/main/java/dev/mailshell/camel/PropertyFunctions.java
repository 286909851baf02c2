package dev.mailshell.camel;

import dev.mailshell.config.SettingReferences;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.SimpleCamelContext;
import org.apache.camel.spi.PropertiesFunction;

/** The property functions that Camel finds on the class path: {@code env} and {@code sys}, and those of vaults where their modules are. */
public final class PropertyFunctions implements SettingReferences {

    /** For {@link java.util.ServiceLoader}. */
    public PropertyFunctions() {}

    @Override
    public String value(String function, String key) {
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
            throw new IllegalArgumentException(
                    "the property function " + function + " could not begin: what it needs may not be set", e);
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
            throw new IllegalArgumentException(
                    "the property function " + function + " failed: "
                            + e.getClass().getSimpleName(),
                    e);
        }
        if (value == null) {
            throw new IllegalArgumentException("the property function " + function + " has no value for it");
        }
        return value;
    }
}
