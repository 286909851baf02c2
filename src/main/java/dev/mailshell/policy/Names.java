package dev.mailshell.policy;

import java.util.Map;

/** Entries by their names: each once, and each that is referred to. */
final class Names {

    private Names() {}

    /** @throws IllegalArgumentException if {@code key} is there already */
    static <K, V> void putOnce(Map<K, V> map, K key, V value) {
        if (map.putIfAbsent(key, value) != null) {
            throw new IllegalArgumentException(key + " is there twice");
        }
    }

    /** @throws IllegalArgumentException if {@code key} is not there */
    static <K, V> V required(Map<K, V> map, K key) {
        V value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is not there");
        }
        return value;
    }
}
