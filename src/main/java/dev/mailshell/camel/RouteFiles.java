package dev.mailshell.camel;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which route files a home runs: the built-in ones, each replaced by the home's own file of the same name. */
final class RouteFiles {

    private static final String ENDING = ".camel.yaml";
    private static final Pattern YAML = Pattern.compile("(?i)(.+?)((?:\\.camel)?\\.ya?ml)");
    private static final String FIRST = "error-handling";

    private RouteFiles() {}

    /**
     * The locations, {@code classpath:} or {@code file:}, with error handling before what refers to it.
     *
     * @param layers the built-in folders, {@code server} or {@code client}; a later one replaces files of those before it
     * @param own the home's folder; need not exist
     * @throws RouteProblem if a YAML file in it has an ending that nobody reads
     */
    static List<String> locate(List<String> layers, Path own) throws IOException, RouteProblem {
        Map<String, String> byName = new TreeMap<>();
        for (String layer : layers) {
            for (String name : builtIn("routes/" + layer)) {
                byName.put(name, "classpath:routes/" + layer + "/" + name);
            }
        }
        if (Files.isDirectory(own)) {
            requireEndings(own);
            for (String name : names(own)) {
                byName.put(name, "file:" + own.resolve(name));
            }
        }
        List<String> locations = new ArrayList<>();
        byName.entrySet().stream()
                .sorted((a, b) ->
                        Boolean.compare(b.getKey().startsWith(FIRST), a.getKey().startsWith(FIRST)))
                .forEach(route -> locations.add(route.getValue()));
        return locations;
    }

    private static List<String> builtIn(String folder) throws IOException {
        URL url = RouteFiles.class.getResource("/" + folder);
        if (url == null) {
            return List.of();
        }
        try {
            URI uri = url.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return names(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return names(jar.getPath("/" + folder));
            }
        } catch (URISyntaxException e) {
            throw new IOException("the built-in routes cannot be listed", e);
        }
    }

    private static void requireEndings(Path own) throws IOException, RouteProblem {
        try (Stream<Path> files = Files.list(own)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                Matcher other = YAML.matcher(name);
                if (other.matches() && !name.endsWith(ENDING)) {
                    String fact =
                            "the file is not read (its ending was " + other.group(2) + ", expected " + ENDING + ")";
                    throw new RouteProblem(name + ":1:1", fact, "name it " + other.group(1) + ENDING, null);
                }
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .toList();
        }
    }
}
