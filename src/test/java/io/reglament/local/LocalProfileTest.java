package io.reglament.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.reglament.ReglamentTest;
import io.reglament.crm.Contact;
import io.reglament.crm.Customers;
import io.reglament.crm.Language;
import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.local.mailserver.LocalMailServer;
import io.reglament.local.mailserver.MailFiles;
import io.reglament.mail.MailServers;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.util.unit.DataSize;

@ReglamentTest
@DisplayName("Local profile")
class LocalProfileTest {

    @Autowired
    HikariDataSource pool;

    @Autowired
    Customers customers;

    @Autowired
    ProductProfiles products;

    @Autowired
    MailServers mailServers;

    @Autowired
    LocalMailServer mailServer;

    @Autowired
    MailFiles mailFiles;

    @Autowired
    StartSummary summary;

    @Autowired
    SampleCustomers sampleCustomers;

    @Autowired
    SampleUsers sampleUsers;

    @Autowired
    IdentityService identity;

    @LocalServerPort
    int port;

    @Test
    @DisplayName("has the pool that the settings ask for, on a durable database")
    void uses_the_pool_settings() throws Exception {
        assertThat(pool.getMaximumPoolSize()).isEqualTo(20);
        assertThat(pool.getTransactionIsolation()).isEqualTo("TRANSACTION_READ_COMMITTED");
        try (var connection = pool.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("show fsync")) {
            result.next();
            assertThat(result.getString(1)).isEqualTo("on");
        }
    }

    @Test
    @DisplayName(
            "knows the customers of the outer contract, under contract for every product; a second start adds none")
    void creates_the_sample_customers() {
        sampleCustomers.afterSingletonsInstantiated();

        Contact user = customers.contact("user@client.example.org").orElseThrow();
        Contact representative =
                customers.contact("representative@client.example.org").orElseThrow();
        Contact curator = customers.contact("curator@client.example.org").orElseThrow();
        Contact other = customers.contact("user@other.example.org").orElseThrow();
        assertThat(user.language()).isEqualTo(Language.RU);
        assertThat(other.language()).isEqualTo(Language.EN);
        assertThat(representative.representative()).isTrue();
        assertThat(curator.curator()).isTrue();
        assertThat(user.representative()).isFalse();
        assertThat(representative.customerId()).isEqualTo(user.customerId());
        assertThat(other.customerId()).isNotEqualTo(user.customerId());
        for (ProductProfile product : products.all()) {
            assertThat(customers.isServed(user.customerId(), product.code())).isTrue();
            assertThat(customers.isServed(other.customerId(), product.code())).isTrue();
        }
        String colleague = "colleague-" + UUID.randomUUID() + "@client.example.org";
        assertThat(customers.recognise(colleague, null)).hasValueSatisfying(contact -> {
            assertThat(contact.customerId()).isEqualTo(user.customerId());
            assertThat(contact.language()).isEqualTo(Language.RU);
        });
    }

    @Test
    @DisplayName(
            "has the users of the outer contract, password = name, in all products; a second start changes nothing")
    void creates_the_sample_users() {
        sampleUsers.afterSingletonsInstantiated();

        for (String user : SampleUsers.IDS) {
            assertThat(identity.checkPassword(user, user)).as(user).isTrue();
            assertThat(identity.createTenantQuery().userMember(user).list())
                    .as(user)
                    .extracting(Tenant::getId)
                    .hasSameElementsAs(
                            products.all().stream().map(ProductProfile::code).toList());
        }
        assertThat(groupsOf("admin")).contains("admin", "camunda-admin");
        assertThat(groupsOf("manager")).contains("account-manager").doesNotContain("specialist");
        assertThat(groupsOf("specialist"))
                .contains("specialist", "rework-analyst", "programmer")
                .doesNotContain("account-manager");
        products.all()
                .forEach(product -> assertThat(groupsOf("specialist"))
                        .as(product.code())
                        .containsAll(product.groups().specialists()));
        assertThat(groupsOf("analyst")).containsExactly("process-analyst");
        assertThat(groupsOf("operator")).containsExactly("operator");
        assertThat(groupsOf("head")).containsExactly("head");
    }

    private List<String> groupsOf(String user) {
        return identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
    }

    @Test
    @DisplayName("gives each product its mailbox on the real ports of the mail server")
    void supplies_the_mail_servers() {
        var imap = mailServers.imap("bonus");
        assertThat(imap.port()).isEqualTo(mailServer.ports().imap());
        assertThat(imap.host()).isEqualTo("127.0.0.1");
        assertThat(imap.user()).isEqualTo("bonus@support.example.org").isEqualTo(imap.password());
        assertThat(mailServers.smtp("bonus").port())
                .isEqualTo(mailServer.ports().smtp());
    }

    @Test
    @DisplayName("ends the log with where everything is, and its sample mail can be sent as it stands")
    void tells_where_everything_is() throws Exception {
        String text = summary.text();
        assertThat(text)
                .contains(
                        "http://localhost:" + port + "/",
                        "/camunda/app/tasklist/",
                        "/local/mailbox",
                        "admin, manager, specialist, analyst, operator, head",
                        "127.0.0.1:" + mailServer.ports().smtp(),
                        "127.0.0.1:" + mailServer.ports().imap(),
                        "bonus@support.example.org");
        String line =
                text.lines().filter(one -> one.startsWith("printf")).findFirst().orElseThrow();
        assertThat(line).contains("--mail-rcpt bonus@support.example.org");

        boolean curl = Files.isExecutable(Path.of("/usr/bin/curl"));
        Assumptions.assumeTrue(curl || System.getenv("CI") != null, "curl is not installed");
        String recipient = "line-" + UUID.randomUUID() + "@elsewhere.example.org";
        Process shell = new ProcessBuilder(
                        "sh", "-c", line.replace("--mail-rcpt bonus@support.example.org", "--mail-rcpt " + recipient))
                .redirectErrorStream(true)
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(shell.waitFor()).isZero();
        assertThat(mailFiles.newest(recipient, 2, null)).hasSize(1);
    }

    @Test
    @DisplayName("names all taken ports in one message, with the settings to change")
    void names_taken_ports() throws Exception {
        try (ServerSocket smtp = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket web = new ServerSocket(0)) {
            LocalSettings settings = new LocalSettings(
                    Path.of("target"), 0, smtp.getLocalPort(), 0, DataSize.ofMegabytes(1), DataSize.ofMegabytes(1));

            assertThatThrownBy(() -> new LocalPorts(settings, web.getLocalPort(), null))
                    .isInstanceOfSatisfying(LocalStartFailure.class, failure -> {
                        FailureAnalysis analysis = new LocalStartFailureAnalyzer().analyze(failure);
                        assertThat(analysis.getDescription())
                                .contains(String.valueOf(smtp.getLocalPort()), String.valueOf(web.getLocalPort()));
                        assertThat(analysis.getAction())
                                .contains("--server.port=", "--reglament.local.smtp-port=")
                                .doesNotContain("imap-port");
                    });
        }
        FailureAnalysis late = new WebPortTakenAnalyzer().analyze(new PortInUseException(8080));
        assertThat(late.getDescription()).contains("8080");
        assertThat(late.getAction()).contains("--server.port=8180");
        assertThat(LocalPorts.taken(Map.of("reglament.local.imap-port", 3143), null))
                .hasMessageStartingWith("Port 3143 is already in use");
    }
}
