package io.reglament.local.mailserver;

import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** One SMTP client, from greeting to goodbye. */
class SmtpSession extends SmtpHandler {

    SmtpSession(SmtpCommands commands, SmtpManager manager, Socket socket) {
        super(commands, manager, socket);
    }

    @Override
    public void run() {
        try {
            conn = new SmtpConversation(this, socket);
            state = new SmtpState();
            conn.send("220 localhost Reglament's local mail server");
            while (!isQuitting()) {
                handleCommand();
            }
        } catch (SocketTimeoutException e) {
            conn.send("421 4.4.2 Nothing heard for too long");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close();
        }
    }
}
