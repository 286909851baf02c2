package dev.mailshell.e2e;

import dev.mailshell.management.ManagementServer;
import dev.mailshell.management.Observed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The management port of something that is observed, and who asks there. */
final class ManagementPage implements AutoCloseable {

    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) (\\S+)$");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ManagementServer server;

    private ManagementPage(ManagementServer server) {
        this.server = server;
    }

    static ManagementPage of(Observed observed) throws IOException {
        ManagementServer server = ManagementServer.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.serve(observed);
        return new ManagementPage(server);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return get(server.port(), path);
    }

    private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/observe/" + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    String metrics() throws IOException, InterruptedException {
        return get("metrics").body();
    }

    /** The value of a metric, or of the one of its samples that has these labels. */
    double value(String sample) throws IOException, InterruptedException {
        Matcher line =
                Pattern.compile("(?m)^" + Pattern.quote(sample) + " (\\S+)$").matcher(metrics());
        if (!line.find()) {
            throw new AssertionError("there is no " + sample + " in\n" + metrics());
        }
        return Double.parseDouble(line.group(1));
    }

    /** The names of all series, as queries name them. */
    Set<String> series() throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        Matcher type = TYPE.matcher(metrics());
        while (type.find()) {
            if (type.group(2).equals("histogram")) {
                names.add(type.group(1) + "_bucket");
                names.add(type.group(1) + "_sum");
                names.add(type.group(1) + "_count");
            } else {
                names.add(type.group(1));
            }
        }
        return names;
    }

    @Override
    public void close() {
        server.close();
    }
}
