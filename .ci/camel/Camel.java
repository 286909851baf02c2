/** The program {@code camel} of camel-jbang-core, which has no main method of its own. */
final class Camel {

    private Camel() {}

    public static void main(String... args) {
        org.apache.camel.dsl.jbang.core.commands.CamelJBangMain.run(args);
    }
}
