package io.reglament.local.mailserver;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Function;

/** One protocol of GreenMail on the loopback interface. */
class MailListener extends AbstractServer {

    private final ServerSocket socket;
    private final Function<Socket, ProtocolHandler> protocol;

    /**
     * Binds the port, so that a taken one is told to the caller and not to a thread of GreenMail's.
     *
     * @param port 0 chooses a free one
     */
    MailListener(
            String name, int port, Duration idleLimit, Managers managers, Function<Socket, ProtocolHandler> protocol)
            throws IOException {
        super(new ServerSetup(port, InetAddress.getLoopbackAddress().getHostAddress(), name), managers);
        this.protocol = protocol;
        setDaemon(true);
        setClientSocketTimeout((int) idleLimit.toMillis());
        socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    @Override
    protected ServerSocket openServerSocket() {
        setup = setup.port(socket.getLocalPort());
        return socket;
    }

    /** Gives the port back; for a listener that is never started. */
    void release() throws IOException {
        socket.close();
    }

    @Override
    public int getPort() {
        return socket.getLocalPort();
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket client) {
        return new Quiet(protocol.apply(client));
    }

    /** A client that just goes away is no error: without this each one leaves a stack trace on the console. */
    private final class Quiet implements ProtocolHandler {

        private final ProtocolHandler handler;

        private Quiet(ProtocolHandler handler) {
            this.handler = handler;
        }

        @Override
        public void run() {
            try {
                handler.run();
            } catch (RuntimeException e) {
                log.debug("{} connection ended", getProtocol(), e);
            }
        }

        @Override
        public void close() {
            handler.close();
        }
    }
}
