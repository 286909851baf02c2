package dev.mailshell.config;

/**
 * Looks up what a setting only refers to: {@code {{function:key}}}, as a password that a vault holds. It is found as a service (see
 * {@link java.util.ServiceLoader}), since settings know nothing of the framework that has the functions.
 */
public interface SettingReferences {

    /**
     * @param function such as {@code env} or {@code hashicorp}
     * @param key whatever that function takes
     * @return not null
     * @throws IllegalArgumentException if there is no such function or no such value; its message is for a person, and has no value
     */
    String value(String function, String key);
}
