package dev.mailshell.camel;

import dev.mailshell.config.SettingReferences;
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
            PropertiesFunction found = context.getPropertiesComponent().getPropertiesFunction(function);
            if (found == null) {
                throw new IllegalArgumentException("Camel has no property function " + function + " here");
            }
            return value(found, function, key);
        } finally {
            context.stop();
        }
    }

    private static String value(PropertiesFunction found, String function, String key) {
        String value;
        try {
            value = found.apply(key);
        } catch (RuntimeException e) {
            // What a vault says may have more than its name.
            throw new IllegalArgumentException(
                    "the property function " + function + " failed: " + e.getClass().getSimpleName(), e);
        }
        if (value == null) {
            throw new IllegalArgumentException("the property function " + function + " has no value for it");
        }
        return value;
    }
}
