package dev.mailshell.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What SMTP says before TLS begins (RFC 3207). Nothing is read beyond it: the next byte is of the handshake. */
final class StartTls {

    private static final int MAX_LINE = 1000;
    private static final int MAX_LINES = 100;

    private StartTls() {}

    /** @throws IOException if the server has no STARTTLS, or says anything that SMTP does not */
    static void begin(Socket socket) throws IOException {
        expect("220", reply(socket.getInputStream()));
        say(socket, "EHLO localhost");
        List<String> offers = expect("250", reply(socket.getInputStream()));
        if (offers.stream().noneMatch(line -> line.substring(4).strip().equalsIgnoreCase("STARTTLS"))) {
            throw new IOException("the SMTP server offers no STARTTLS");
        }
        say(socket, "STARTTLS");
        expect("220", reply(socket.getInputStream()));
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static List<String> expect(String code, List<String> reply) throws IOException {
        String last = reply.get(reply.size() - 1);
        if (!last.startsWith(code)) {
            throw new IOException("the SMTP server says " + last + " (expected " + code + ")");
        }
        return reply;
    }

    private static List<String> reply(InputStream in) throws IOException {
        List<String> lines = new ArrayList<>();
        while (lines.size() < MAX_LINES) {
            String line = line(in);
            if (line.length() < 4) {
                throw new IOException("that is no SMTP server: it says "
                        + (line.isEmpty() ? "nothing" : line.toLowerCase(Locale.ROOT)));
            }
            lines.add(line);
            if (line.charAt(3) != '-') {
                return lines;
            }
        }
        throw new IOException("the SMTP server does not come to an end");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < MAX_LINE; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }
}
