package io.reglament.local;

import io.reglament.crm.ProductProfile;
import io.reglament.crm.ProductProfiles;
import io.reglament.local.mailserver.LocalMailServer;
import io.reglament.local.mailserver.MailFiles;
import io.reglament.local.mailserver.ProductMail;
import io.reglament.mail.MailServer;
import io.reglament.mail.MailServers;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The mail server in the process, and all products' mailboxes on it. */
@Configuration(proxyBeanMethods = false)
@Profile("local")
class LocalMail {

    @Bean
    MailFiles mailFiles(DataDirectory data, Clock clock) {
        return new MailFiles(data.root().resolve("mail"), clock);
    }

    @Bean
    ProductMail productMail(ProductProfiles products, JdbcClient jdbc) {
        Set<String> mailboxes = products.all().stream()
                .map(product -> MailFiles.normalised(product.mailbox()))
                .collect(Collectors.toUnmodifiableSet());
        return new ProductMail() {

            @Override
            public Set<String> mailboxes() {
                return mailboxes;
            }

            @Override
            public Set<Long> taken(String mailbox, long uidValidity) {
                String product =
                        products.byMailbox(mailbox).map(ProductProfile::code).orElseThrow();
                return new HashSet<>(jdbc.sql("select uid from crm.inbound_mail where product = ? and uid_validity = ?")
                        .params(product, uidValidity)
                        .query(Long.class)
                        .list());
            }
        };
    }

    @Bean
    LocalMailServer localMailServer(MailFiles files, LocalSettings settings, ProductMail productMail, Clock clock) {
        try {
            return new LocalMailServer(
                    files,
                    new LocalMailServer.Ports(settings.smtpPort(), settings.imapPort()),
                    new LocalMailServer.Limits(
                            settings.maxMailSize().toBytes(),
                            settings.mailMemory().toBytes()),
                    productMail,
                    clock);
        } catch (IOException e) {
            // LocalPorts found both free: one has been taken since.
            Map<String, Integer> ports = new LinkedHashMap<>();
            ports.put("reglament.local.smtp-port", settings.smtpPort());
            ports.put("reglament.local.imap-port", settings.imapPort());
            throw LocalPorts.taken(ports, e);
        }
    }

    @Bean
    MailServers localMailServers(LocalMailServer server, ProductProfiles products) {
        return new MailServers() {

            @Override
            public MailServer imap(String product) {
                return at(server.ports().imap(), product);
            }

            @Override
            public MailServer smtp(String product) {
                return at(server.ports().smtp(), product);
            }

            private MailServer at(int port, String product) {
                String mailbox = products.get(product).mailbox();
                String host = InetAddress.getLoopbackAddress().getHostAddress();
                return new MailServer(host, port, false, mailbox, mailbox);
            }
        };
    }
}
