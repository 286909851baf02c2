package dev.mailshell.management;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of one HTTP request (RFC 9112); a body is not read.
 *
 * @param path without a query
 * @param host what Host says, without a port; empty where HTTP/1.0 says nothing
 */
record Request(String path, Optional<String> host) {

    /** Bytes of a head, far more than a browser or Prometheus sends. */
    static final int LONGEST = 8192;

    private static final Pattern LINE = Pattern.compile("([!-~]{1,32}) (/[!-~]{0,1024}) HTTP/1\\.([01])");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*(.*?)[ \\t]*");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]@/ ]*)(?::[0-9]{0,5})?");

    /**
     * Reads one.
     *
     * @throws BadRequest if it is no GET, longer than {@link #LONGEST} or not as RFC 9112 has it
     * @throws IOException if it breaks off or takes too long
     */
    static Request read(InputStream in) throws IOException, BadRequest {
        List<String> lines = lines(in);
        Matcher line = LINE.matcher(lines.get(0));
        if (!line.matches()) {
            throw new BadRequest(400, "no request of HTTP/1");
        }
        if (!line.group(1).equals("GET")) {
            throw new BadRequest(405, "only GET");
        }
        Optional<String> host = host(lines.subList(1, lines.size()));
        if (host.isEmpty() && line.group(3).equals("1")) {
            throw new BadRequest(400, "no Host");
        }
        return new Request(line.group(2).split("\\?", 2)[0], host);
    }

    private static List<String> lines(InputStream in) throws IOException, BadRequest {
        List<String> lines = new ArrayList<>();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int length = 0; length < LONGEST; length++) {
            int octet = in.read();
            if (octet < 0) {
                throw new EOFException("no whole request");
            }
            if (octet != '\n') {
                line.write(octet);
                continue;
            }
            String text = line.toString(StandardCharsets.ISO_8859_1);
            if (!text.endsWith("\r")) {
                throw new BadRequest(400, "a line without its end");
            }
            if (text.length() == 1 && !lines.isEmpty()) {
                return lines;
            }
            lines.add(text.substring(0, text.length() - 1));
            line.reset();
        }
        throw new BadRequest(431, "the request is too long");
    }

    private static Optional<String> host(List<String> fields) throws BadRequest {
        List<String> hosts = new ArrayList<>();
        for (String text : fields) {
            Matcher field = FIELD.matcher(text);
            if (!field.matches()) {
                throw new BadRequest(400, "a field without a name");
            }
            if (field.group(1).toLowerCase(Locale.ROOT).equals("host")) {
                hosts.add(field.group(2));
            }
        }
        if (hosts.isEmpty()) {
            return Optional.empty();
        }
        Matcher host = HOST.matcher(hosts.get(0));
        if (hosts.size() > 1 || !host.matches()) {
            throw new BadRequest(400, "no Host, or more than one");
        }
        return Optional.of(host.group(1).toLowerCase(Locale.ROOT));
    }

    /** Whether it was sent to this machine by name or by an address: not so by a page in a browser, whose own name was made to lead here. */
    boolean isToThisMachine() {
        return host.map(name -> name.equals("localhost") || name.matches("\\[.*]|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}"))
                .orElse(true);
    }
}
