package dev.mailshell.camel;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Connections that begin in clear text, on which no answer is longer than a limit. The mail library connects them. */
final class LimitedSockets extends SocketFactory {

    private final long mostBytes;

    LimitedSockets(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public Socket createSocket() {
        AnswerLimit limit = new AnswerLimit(mostBytes);
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return limit.hearing(super.getInputStream());
            }

            @Override
            public OutputStream getOutputStream() throws IOException {
                return limit.telling(super.getOutputStream());
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw onlyUnconnected();
    }

    private static UnsupportedOperationException onlyUnconnected() {
        return new UnsupportedOperationException("the mail library connects, within its time limit");
    }
}
