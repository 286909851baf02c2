package dev.mailshell.dist;

import org.apache.camel.spi.PropertiesFunction;

/** A property function as a module for a vault brings one: whatever it is asked for, it has that word. */
public final class Shelf implements PropertiesFunction {

    @Override
    public String getName() {
        return "shelf";
    }

    @Override
    public String apply(String key) {
        return "kept-" + key;
    }
}
