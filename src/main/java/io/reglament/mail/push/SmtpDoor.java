package io.reglament.mail.push;

import io.reglament.crm.ProductProfile;
import io.reglament.mail.PushedMail;
import io.reglament.mail.push.PushDoor.TryAgain;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * Lets a mail server of one's own deliver by SMTP: 250 only after commit, 451 where the mail could not be stored, 550 for
 * a mailbox that is none of ours, 552 over the size limit. A mail for several mailboxes is stored for all or for none.
 */
@Component
public class SmtpDoor {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpDoor.class);
    private static final int MOST_CONNECTIONS = 20;
    private static final int SILENCE_MILLIS = 60_000;

    private final PushDoor door;
    private final PushSettings settings;
    private SMTPServer server;

    SmtpDoor(PushDoor door, PushSettings settings) {
        this.door = door;
        this.settings = settings;
    }

    /** Not before everything that a decision needs is there; does nothing where no port is set. */
    @EventListener(ApplicationReadyEvent.class)
    synchronized void open() {
        if (settings.smtpPort() < 0 || server != null) {
            return;
        }
        try {
            server = new SMTPServer.Builder()
                    .bindAddress(InetAddress.getByName(settings.smtpAddress()))
                    .port(settings.smtpPort())
                    .softwareName("Reglament")
                    .maxConnections(MOST_CONNECTIONS)
                    .connectionTimeoutMs(SILENCE_MILLIS)
                    .maxMessageSize((int) Math.min(door.most(), Integer.MAX_VALUE))
                    .insertReceivedHeaders(true)
                    .messageHandlerFactory(context -> new Delivery())
                    .build();
            server.start();
            LOG.info("Mail is taken by SMTP on {}:{}", settings.smtpAddress(), server.getPortAllocated());
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    @EventListener(ContextClosedEvent.class)
    synchronized void close() {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    /** @return the port that is listened on; -1 if none is */
    public synchronized int port() {
        return server == null ? -1 : server.getPortAllocated();
    }

    private final class Delivery implements MessageHandler {

        private final List<ProductProfile> products = new ArrayList<>();

        @Override
        public void from(String sender) {
            products.clear();
        }

        @Override
        public void recipient(String address) throws RejectException {
            ProductProfile product = door.product(address)
                    .orElseThrow(() -> new RejectException(550, "5.1.1 There is no such mailbox here"));
            if (!products.contains(product)) {
                products.add(product);
            }
        }

        @Override
        public String data(InputStream raw) throws RejectException, IOException {
            try {
                long id = door.accept(products, raw).get(0).id();
                return "2.0.0 Stored as mail " + id;
            } catch (PushedMail.TooLarge e) {
                raw.transferTo(OutputStream.nullOutputStream());
                throw new RejectException(552, "5.3.4 The mail is larger than " + door.most() + " bytes");
            } catch (PushedMail.Empty e) {
                throw new RejectException(554, "5.6.0 There is nothing in the mail");
            } catch (TryAgain e) {
                throw new RejectException(451, "4.3.0 The mail could not be stored now, try again later");
            }
        }

        @Override
        public void done() {
            products.clear();
        }
    }
}
