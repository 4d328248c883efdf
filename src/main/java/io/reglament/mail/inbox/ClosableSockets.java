package io.reglament.mail.inbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/**
 * Remembers the connection that a mail store opened, so that it can be cut from outside: a waiting IDLE ignores all
 * time limits, and every polite way to end it waits for the server's answer.
 */
final class ClosableSockets extends SocketFactory {

    private final SocketFactory factory;
    private volatile Socket last;

    ClosableSockets(SocketFactory factory) {
        this.factory = factory;
    }

    void cut() {
        Socket socket = last;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It was closed already, which is what is wanted.
                last = null;
            }
        }
    }

    private Socket remember(Socket socket) {
        last = socket;
        return socket;
    }

    @Override
    public Socket createSocket() throws IOException {
        return remember(factory.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return remember(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
        return remember(factory.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return remember(factory.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
        return remember(factory.createSocket(host, port, from, fromPort));
    }
}
