package io.reglament.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.reglament.FreePort;
import io.reglament.acceptance.CustomerMail.Draft;
import io.reglament.local.DataDirectory;
import io.reglament.local.PostgresCluster;
import io.reglament.local.mailserver.LocalMailServer;
import io.reglament.local.mailserver.MailFiles;
import io.reglament.local.mailserver.ProductMail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The application in a process of its own between a PostgreSQL and a mail server that outlive it: it can be killed at a
 * named point, and they can be stopped and started under it.
 */
final class KillRig implements AutoCloseable {

    private static final List<String> PRODUCTS = List.of("otk", "ecrm", "bonus", "meet", "cis");
    private static final Duration CRASH_LIMIT = Duration.ofSeconds(150);
    private static final int SENDERS_OF_A_CUSTOMER = 20;
    private static final long LOCK = 4711;
    private static final String PUSH_TOKEN = "a-token-for-another-mail-server";

    private final DataDirectory data;
    private final int databasePort = FreePort.next();
    private final LocalMailServer.Ports mailPorts = new LocalMailServer.Ports(FreePort.next(), FreePort.next());
    private final int webPort = FreePort.next();
    private final int doorPort = FreePort.next();
    private final MailFiles files;
    private final ImapTap tap;
    private final PackagedApplication application;
    private final Set<String> inFlightAtAKill = new HashSet<>();
    private final List<Sent> sent = new ArrayList<>();
    private PostgresCluster postgres;
    private LocalMailServer mail;

    /** @param subject stands in no other mail */
    record Sent(String from, String subject) {}

    KillRig(Path directory) {
        data = new DataDirectory(directory);
        files = new MailFiles(data.root().resolve("mail"), Clock.systemUTC());
        startPostgres();
        startMailServer();
        int tapPort = FreePort.next();
        tap = new ImapTap(tapPort, mailPorts.imap());
        application = new PackagedApplication(data.root().resolve("application"), environment(), arguments(tapPort));
    }

    void startPostgres() {
        postgres = new PostgresCluster(data, databasePort);
    }

    void stopPostgres() throws IOException {
        postgres.close();
    }

    void startMailServer() {
        Set<String> mailboxes = new HashSet<>();
        PRODUCTS.forEach(product -> mailboxes.add(product + "@support.example.org"));
        ProductMail nothingTaken = new ProductMail() {
            @Override
            public Set<String> mailboxes() {
                return mailboxes;
            }

            @Override
            public Set<Long> taken(String mailbox, long uidValidity) {
                return Set.of();
            }
        };
        try {
            mail = new LocalMailServer(
                    files,
                    mailPorts,
                    new LocalMailServer.Limits(30_000_000, 200_000_000),
                    nothingTaken,
                    Clock.systemUTC());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stopMailServer() {
        mail.close();
    }

    /** Starts it on an empty database, makes customers, and stops it in order. */
    void setUp(int mails) throws IOException, SQLException {
        application.start(true);
        await().atMost(CRASH_LIMIT)
                .failFast("the application ended; see " + application.log(), () -> !application.isAlive())
                .ignoreExceptions()
                .until(() -> number("select count(*) from crm.mailbox_cursor") >= 0 && mailboxesAreRead());
        for (int customer = 0; customer <= mails / SENDERS_OF_A_CUSTOMER; customer++) {
            execute(
                    "insert into crm.customer (id, name, person_type, time_zone, language, created_at, version) values ("
                            + customer + " + 1000000, 'Customer " + customer
                            + "', 'LEGAL', 'Europe/Moscow', 'ru', now(), 0)");
            execute("insert into crm.customer_domain (domain, customer_id) values ('" + domain(customer) + "', "
                    + customer + " + 1000000)");
            execute("insert into crm.contract (id, customer_id, product, number, starts_on, version) values ("
                    + customer + " + 1000000, " + customer + " + 1000000, 'bonus', 'K-" + customer
                    + "', '2020-01-01', 0)");
        }
        execute("create schema crash");
        execute("create sequence crash.calls");
        execute("create table crash.armed (call bigint not null)");
        execute("""
                create function crash.reached() returns trigger language plpgsql as $$
                begin
                    if nextval('crash.calls') = (select call from crash.armed) then
                        perform pg_advisory_xact_lock(%d);
                    end if;
                    return new;
                end $$""".formatted(LOCK));
        application.stop();
    }

    private boolean mailboxesAreRead() throws IOException {
        return Files.readString(application.log()).contains("Started Reglament");
    }

    /** Writes to the product bonus, each mail from another person. */
    void send(int mails) {
        CustomerMail client = new CustomerMail("127.0.0.1", mailPorts.smtp(), mailPorts.imap());
        for (int i = 0; i < mails; i++) {
            client.send(draft(next()));
        }
    }

    /** @return a mail that counts as sent from now on */
    Sent next() {
        int n = sent.size();
        Sent next = new Sent("p" + n + "@" + domain(n / SENDERS_OF_A_CUSTOMER), "Ошибка входа kill" + n + "x");
        sent.add(next);
        return next;
    }

    private static Draft draft(Sent mail) {
        return new Draft(mail.from(), "bonus@support.example.org", mail.subject(), "Не могу войти. " + mail.from());
    }

    /**
     * Hands a mail in at the HTTP door, as another mail server does.
     *
     * @return the answer's status and, where there is one, its Retry-After
     */
    String push(Sent mail) throws IOException, InterruptedException {
        String raw = "From: " + mail.from() + "\r\nTo: bonus@support.example.org\r\nSubject: " + mail.subject()
                + "\r\nMessage-ID: <push-" + mail.from() + ">\r\n\r\nНе могу войти.\r\n";
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + webPort
                                        + "/api/mail/inbound?mailbox=bonus@support.example.org"))
                                .timeout(Duration.ofSeconds(60))
                                .header("Authorization", "Bearer " + PUSH_TOKEN)
                                .header("Content-Type", "message/rfc822")
                                .POST(HttpRequest.BodyPublishers.ofString(raw))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        return answer.statusCode()
                + answer.headers()
                        .firstValue("Retry-After")
                        .map(after -> " later")
                        .orElse("");
    }

    /**
     * Hands a mail in at the SMTP door, and waits for the answer as long as a server without a database needs.
     *
     * @throws MessagingException with what the door says against it
     */
    void relay(Sent mail) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.timeout", "90000");
        settings.put("mail.smtp.from", mail.from());
        Session session = Session.getInstance(settings);
        MimeMessage message = new MimeMessage(session);
        message.setFrom(mail.from());
        message.setRecipients(Message.RecipientType.TO, "bonus@support.example.org");
        message.setSubject(mail.subject(), "UTF-8");
        message.setText("Не могу войти. " + mail.from(), "UTF-8");
        message.saveChanges();
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect("127.0.0.1", doorPort, null, null);
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    List<Sent> sent() {
        return sent;
    }

    void start() throws IOException {
        application.start(false);
    }

    /**
     * Starts the application and kills it when it reaches the point for the n-th time.
     *
     * @return what the life cost the processors
     */
    Duration startAndKill(CrashPoint point, int n) throws IOException, SQLException {
        if (!point.isInDatabase()) {
            AtomicReference<Duration> lifeTime = new AtomicReference<>(Duration.ZERO);
            tap.arm(n, () -> {
                lifeTime.set(application.cpu());
                application.kill();
            });
            application.start(false);
            await(point.name()).atMost(CRASH_LIMIT).until(() -> !application.isAlive());
            endSessions();
            noteInFlight();
            return lifeTime.get();
        }
        try (Connection holder = connect();
                Statement statement = holder.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            statement.execute("alter sequence crash.calls restart");
            statement.execute("delete from crash.armed");
            statement.execute("insert into crash.armed (call) values (" + n + ")");
            statement.execute(point.trigger());
            application.start(false);
            await(point + ", time " + n + ", see " + application.log())
                    .atMost(CRASH_LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .failFast("the application ended by itself; see " + application.log(), () -> !application.isAlive())
                    .until(() -> number("select count(*) from pg_locks where locktype = 'advisory' and objid = " + LOCK
                                    + " and not granted")
                            > 0);
            Duration lifeTime = application.cpu();
            application.kill();
            endSessions();
            noteInFlight();
            statement.execute(point.noTrigger());
            return lifeTime;
        }
    }

    /** What the dead process had begun must not go on when the lock is freed: its machine is gone. */
    private void endSessions() throws SQLException {
        String others = " from pg_stat_activity where datname = current_database() and application_name <> 'rig'";
        execute("do $$ begin perform pg_terminate_backend(pid)" + others + "; end $$");
        await("sessions ended").until(() -> number("select count(*)" + others) == 0);
    }

    private void noteInFlight() throws SQLException {
        inFlightAtAKill.addAll(
                strings("select message_id from crm.outbound_mail where state in ('SENDING', 'UNKNOWN')"));
    }

    /** Waits until nothing is left to be done. */
    void settle(Duration limit) {
        await("everything decided and delivered, see " + application.log())
                .atMost(limit)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .failFast("the application ended; see " + application.log(), () -> !application.isAlive())
                .until(() -> number("select count(*) from crm.inbound_mail where outcome <> 'PENDING'") >= sent.size()
                        && number("select count(*) from crm.inbound_mail where outcome = 'PENDING'") == 0
                        && number("select count(*) from crm.outbound_mail where kind = 'REGISTERED'") >= sent.size()
                        && number("select count(*) from crm.outbound_mail where state in ('NEW', 'SENDING', 'UNKNOWN')")
                                == 0);
    }

    /** 0 lost, 0 doubled; a copy with the same Message-ID only of what was being handed over at a kill. */
    void compare() throws SQLException, IOException {
        assertThat(strings("select subject || ' ' || outcome from crm.inbound_mail"))
                .as("each mail is in the ledger once, as a request")
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(mail -> mail.subject() + " REQUEST").toList());
        assertThat(strings("select subject from crm.request"))
                .as("each mail is one request")
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(Sent::subject).toList());
        assertThat(strings("select business_key_ from act_hi_procinst where proc_def_key_ = 'request-lifecycle'"))
                .as("each request has one process")
                .containsExactlyInAnyOrderElementsOf(strings("select number from crm.request"));
        assertThat(strings("select subject from crm.message where direction = 'IN'"))
                .as("each mail is filed once")
                .containsExactlyInAnyOrderElementsOf(
                        sent.stream().map(Sent::subject).toList());
        assertThat(strings("select recipient || ' ' || kind || ' ' || state from crm.outbound_mail"))
                .as("each customer is answered once")
                .containsExactlyInAnyOrderElementsOf(sent.stream()
                        .map(mail -> mail.from() + " REGISTERED SENT")
                        .toList());
        for (Sent each : sent) {
            Map<String, Integer> copies = copies(each.from());
            assertThat(copies).as("answers that " + each.from() + " has").hasSize(1);
            if (!inFlightAtAKill.containsAll(copies.keySet())) {
                assertThat(copies).as("copies that " + each.from() + " has").containsValue(1);
            }
        }
    }

    /** @return how many mails were handed over more than once, each of them allowed by OUT-2 */
    long doubled() throws IOException {
        long doubled = 0;
        for (Sent each : sent) {
            doubled += copies(each.from()).values().stream().anyMatch(n -> n > 1) ? 1 : 0;
        }
        return doubled;
    }

    private Map<String, Integer> copies(String address) throws IOException {
        Map<String, Integer> copies = new HashMap<>();
        for (MailFiles.MailFile file : files.newest(address, 1_000, null)) {
            String id = Files.readAllLines(file.file(), StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("Message-ID: "))
                    .findFirst()
                    .orElseThrow()
                    .substring("Message-ID: ".length());
            copies.merge(id, 1, Integer::sum);
        }
        return copies;
    }

    private static String domain(int customer) {
        return "c" + customer + ".kill.example.org";
    }

    private Map<String, String> environment() {
        return Map.of(
                "SPRING_PROFILES_ACTIVE",
                "production",
                "REGLAMENT_DB_URL",
                postgres.jdbcUrl(),
                "REGLAMENT_DB_USER",
                "postgres",
                "REGLAMENT_DB_PASSWORD",
                "postgres",
                "REGLAMENT_ADMIN_PASSWORD",
                "Correct-horse-battery-staple-1");
    }

    private List<String> arguments(int imapPort) {
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=" + webPort,
                "--spring.datasource.hikari.connection-timeout=10000",
                "--reglament.mail.push.token=" + PUSH_TOKEN,
                "--reglament.mail.push.smtp-port=" + doorPort,
                // What a dead node held is taken over in seconds here, in half a minute in production.
                "--camunda.bpm.job-execution.lock-time-in-millis=4000",
                "--db-scheduler.heartbeat-interval=1s",
                "--db-scheduler.missed-heartbeats-limit=4",
                "--reglament.mail.poll-interval=500ms",
                "--reglament.mail.idle-time=1s",
                "--reglament.mail.reconnect-max=1s",
                "--reglament.mail.timeout=10s",
                "--reglament.mail.delivery-retries=1s"));
        for (String product : PRODUCTS) {
            String mailbox = product + "@support.example.org";
            Map<String, Integer> ports = Map.of("imap", imapPort, "smtp", mailPorts.smtp());
            ports.forEach((protocol, port) -> {
                String prefix = "--reglament.mail.mailboxes." + product + "." + protocol + ".";
                arguments.add(prefix + "host=127.0.0.1");
                arguments.add(prefix + "port=" + port);
                arguments.add(prefix + "ssl=false");
                arguments.add(prefix + "user=" + mailbox);
                arguments.add(prefix + "password=" + mailbox);
            });
        }
        return arguments;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl() + "&ApplicationName=rig");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(strings(sql).get(0));
    }

    private List<String> strings(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> strings = new ArrayList<>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    @Override
    public void close() throws IOException {
        application.stop();
        tap.close();
        mail.close();
        postgres.close();
        data.close();
    }
}
