package io.reglament.local.mailserver;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.smtp.SmtpConnection;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.smtp.commands.AuthCommand;
import com.icegreen.greenmail.smtp.commands.SmtpCommand;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import io.reglament.local.mailserver.LocalMailServer.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GreenMail's SMTP commands, except: sizes are limited (RFC 1870), the empty sender of bounces and automatic replies is
 * taken (RFC 5321 4.5.5), recipients are checked, and a mail is on disk before it is accepted.
 */
class SmtpCommands extends SmtpCommandRegistry {

    private static final int MOST_RECIPIENTS = 100;
    private static final Pattern PATH =
            Pattern.compile("(?:MAIL FROM|RCPT TO):\\s*<([^>]*)>(.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIZE = Pattern.compile("\\bSIZE=(\\d{1,18})\\b", Pattern.CASE_INSENSITIVE);

    private final LocalMailServer server;
    private final long limit;

    /** @param limit octets of a mail */
    SmtpCommands(LocalMailServer server, long limit) {
        this.server = server;
        this.limit = limit;
    }

    @Override
    public SmtpCommand getCommand(String name) {
        return switch (name) {
            case "EHLO" -> command(this::greet);
            case "MAIL" -> command(this::from);
            case "RCPT" -> command(this::to);
            case "DATA" -> command(this::data);
            default -> super.getCommand(name);
        };
    }

    private void greet(SmtpConnection connection, SmtpState state, String line) {
        connection.setHeloName(line.length() > 5 ? line.substring(5).strip() : "");
        state.clearMessage();
        connection.send("250-localhost");
        connection.send("250-SIZE " + limit);
        connection.send("250-8BITMIME");
        connection.send("250-AUTH " + AuthCommand.SUPPORTED_AUTH_MECHANISM);
        connection.send("250 SMTPUTF8");
    }

    private void from(SmtpConnection connection, SmtpState state, String line) {
        Matcher path = PATH.matcher(line);
        if (!path.matches()) {
            connection.send("501 5.5.4 Write MAIL FROM:<address>");
            return;
        }
        Matcher size = SIZE.matcher(path.group(2));
        if (size.find() && Long.parseLong(size.group(1)) > limit) {
            connection.send(tooLarge());
            return;
        }
        state.clearMessagePreservingAuthenticationState();
        state.getMessage().setReturnPath(new MailAddress(path.group(1)));
        state.getMessage().setSmtpUtf8(path.group(2).toUpperCase(Locale.ROOT).contains("SMTPUTF8"));
        connection.send("250 2.1.0 OK");
    }

    private void to(SmtpConnection connection, SmtpState state, String line) {
        Matcher path = PATH.matcher(line);
        MovingMessage message = state.getMessage();
        if (message.getReturnPath() == null) {
            connection.send("503 5.5.1 MAIL comes before RCPT");
        } else if (!path.matches()) {
            connection.send("501 5.5.4 Write RCPT TO:<address>");
        } else if (!server.accepts(path.group(1))) {
            connection.send("553 5.1.3 There can be no mailbox of that name");
        } else if (message.getToAddresses().size() >= MOST_RECIPIENTS) {
            connection.send("452 4.5.3 No more than " + MOST_RECIPIENTS + " recipients");
        } else {
            message.addRecipient(new MailAddress(path.group(1)));
            connection.send("250 2.1.5 OK");
        }
    }

    private void data(SmtpConnection connection, SmtpState state, String line) throws IOException {
        MovingMessage message = state.getMessage();
        if (message.getReturnPath() == null || message.getToAddresses().isEmpty()) {
            connection.send("503 5.5.1 MAIL and RCPT come before DATA");
            return;
        }
        connection.send("354 Start mail input; end with <CRLF>.<CRLF>");
        Path spooled = server.spool();
        try {
            boolean complete = ((SmtpConversation) connection).receive(trace(connection, message), spooled, limit);
            connection.send(complete ? answer(server.deliver(spooled, message.getToAddresses())) : tooLarge());
        } finally {
            Files.deleteIfExists(spooled);
            state.clearMessagePreservingAuthenticationState();
        }
    }

    private static String answer(Receipt receipt) {
        return switch (receipt) {
            case ACCEPTED -> "250 2.0.0 OK";
            case FULL -> "452 4.3.1 The mailboxes are full of mail that nobody has fetched";
            case FAILED -> "451 4.3.0 The mail could not be stored";
        };
    }

    private String tooLarge() {
        return "552 5.3.4 A mail may have at most " + limit + " octets";
    }

    private byte[] trace(SmtpConnection connection, MovingMessage message) {
        String text = "Return-Path: <%s>\r\nReceived: from %s (%s)\r\n\tby localhost; %s\r\n"
                .formatted(
                        printable(message.getReturnPath().getEmail()),
                        printable(connection.getHeloName()),
                        connection.getClientAddress(),
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(server.now().atOffset(ZoneOffset.UTC)));
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What a client says about itself must not add header lines. */
    private static String printable(String value) {
        return value == null ? "" : value.replaceAll("\\p{Cntrl}", "");
    }

    private static SmtpCommand command(Action action) {
        return new SmtpCommand() {
            @Override
            public void execute(SmtpConnection connection, SmtpState state, SmtpManager manager, String line)
                    throws IOException {
                action.execute(connection, state, line);
            }
        };
    }

    private interface Action {
        void execute(SmtpConnection connection, SmtpState state, String line) throws IOException;
    }
}
