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
import java.util.stream.Stream;

/** Which route files a home runs: the built-in ones, each replaced by the home's own file of the same name. */
final class RouteFiles {

    private static final String ENDING = ".camel.yaml";
    private static final String FIRST = "error-handling";

    private RouteFiles() {}

    /**
     * The locations, {@code classpath:} or {@code file:}, with error handling before what refers to it.
     *
     * @param role {@code server} or {@code client}: the built-in folder
     * @param own the home's folder; need not exist
     */
    static List<String> locate(String role, Path own) throws IOException {
        Map<String, String> byName = new TreeMap<>();
        for (String name : builtIn("routes/" + role)) {
            byName.put(name, "classpath:routes/" + role + "/" + name);
        }
        if (Files.isDirectory(own)) {
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

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING))
                    .toList();
        }
    }
}
