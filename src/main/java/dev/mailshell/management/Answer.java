package dev.mailshell.management;

import java.nio.charset.StandardCharsets;

/**
 * What is answered to one request.
 *
 * @param status of HTTP
 * @param contentType of the body
 * @param body short
 */
record Answer(int status, String contentType, String body) {

    static final String PLAIN = "text/plain; charset=utf-8";

    static Answer text(int status, String fact) {
        return new Answer(status, PLAIN, fact + "\n");
    }

    /** As it goes to the peer; nobody keeps it, and the connection ends with it. */
    byte[] bytes() {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + status + " " + phrase() + "\r\n"
                + "Content-Type: " + contentType + "\r\n"
                + "Content-Length: " + content.length + "\r\n"
                + (status == 405 ? "Allow: GET\r\n" : "")
                + "Cache-Control: no-store\r\n"
                + "X-Content-Type-Options: nosniff\r\n"
                + "Connection: close\r\n\r\n";
        return (head + body).getBytes(StandardCharsets.UTF_8);
    }

    private String phrase() {
        return switch (status) {
            case 200 -> "OK";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 421 -> "Misdirected Request";
            case 431 -> "Request Header Fields Too Large";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
