package io.reglament.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Looks at all fixed ports before anything is started, so that one message names all that are taken. */
@Component
@Profile("local")
class LocalPorts {

    LocalPorts(
            LocalSettings settings,
            @Value("${server.port:8080}") int webPort,
            @Value("${server.address:#{null}}") InetAddress webAddress) {
        Map<String, Integer> taken = new LinkedHashMap<>();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        check("server.port", webPort, webAddress, taken);
        check("reglament.local.smtp-port", settings.smtpPort(), loopback, taken);
        check("reglament.local.imap-port", settings.imapPort(), loopback, taken);
        check("reglament.local.postgres-port", settings.postgresPort(), loopback, taken);
        if (!taken.isEmpty()) {
            throw taken(taken, null);
        }
    }

    /** @param ports the taken ports by the setting that names them, not empty */
    static LocalStartFailure taken(Map<String, Integer> ports, Throwable cause) {
        String numbers = ports.values().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String settings = ports.entrySet().stream()
                .map(port -> "--" + port.getKey() + "=" + (port.getValue() < 65000 ? port.getValue() + 100 : 60000))
                .collect(Collectors.joining(" "));
        String plural = ports.size() == 1 ? "Port " + numbers + " is" : "Ports " + numbers + " are";
        return new LocalStartFailure(
                plural + " already in use on this machine, perhaps by another Reglament.",
                "Stop the program that listens there, or choose another port, for example:\n"
                        + "./mvnw spring-boot:run -Dspring-boot.run.arguments=\"" + settings + "\"",
                cause);
    }

    private static void check(String setting, int port, InetAddress address, Map<String, Integer> taken) {
        if (port <= 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            taken.put(setting, port);
        }
    }
}
