package io.reglament.local.mailserver;

import com.icegreen.greenmail.smtp.SmtpConnection;
import com.icegreen.greenmail.smtp.SmtpHandler;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads with limits, and mail into a file: GreenMail's own connection collects whatever comes in memory. */
class SmtpConversation extends SmtpConnection {

    /** A client that goes on this many times beyond the limit is cut off instead of being read to its end. */
    private static final int PATIENCE = 4;

    private static final int LONGEST_LINE = 8192;

    private final InputStream in;

    SmtpConversation(SmtpHandler handler, Socket socket) throws IOException {
        super(handler, socket);
        in = new BufferedInputStream(socket.getInputStream(), 16384);
    }

    @Override
    public String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                return null;
            }
            if (line.size() == LONGEST_LINE) {
                throw new IOException("A command of more than " + LONGEST_LINE + " octets");
            }
            line.write(b);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * Reads a mail up to the line with a single dot and takes the doubled dots back (RFC 5321 4.5.2).
     *
     * @param head written before the mail: our trace headers
     * @param limit octets of the mail itself
     * @return false if the mail is larger; then it has been read to its end, and the file is of no use
     * @throws IOException also if the client leaves before the end
     */
    boolean receive(byte[] head, Path file, long limit) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 65536)) {
            out.write(head);
            return copy(out, limit);
        }
    }

    private boolean copy(OutputStream out, long limit) throws IOException {
        long size = 0;
        boolean lineStart = true;
        while (true) {
            int b = read();
            if (lineStart && b == '.') {
                b = read();
                if (b == '\r') {
                    int next = read();
                    if (next == '\n') {
                        return size <= limit;
                    }
                    size = write(out, '\r', size, limit);
                    b = next;
                }
            }
            size = write(out, b, size, limit);
            lineStart = false;
            while (b == '\r') {
                b = read();
                size = write(out, b, size, limit);
                lineStart = b == '\n';
            }
        }
    }

    private int read() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("The client left in the middle of a mail");
        }
        return b;
    }

    private static long write(OutputStream out, int b, long size, long limit) throws IOException {
        if (size < limit) {
            out.write(b);
        } else if (size > limit * PATIENCE) {
            throw new IOException("A mail of more than " + limit * PATIENCE + " octets");
        }
        return size + 1;
    }
}
