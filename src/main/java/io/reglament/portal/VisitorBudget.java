package io.reglament.portal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many of the open pages one address and one link may ask for, over all nodes: {@value #BURST} at once, then one a
 * second. Guessing is hopeless anyway with a 128-bit signature; this keeps one visitor from taking the others' time.
 */
@Component
class VisitorBudget {

    static final int BURST = 60;

    private static final double PER_SECOND = 1;
    /** By then every budget is full again. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final JdbcClient jdbc;
    private final Clock clock;

    VisitorBudget(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes one visit from the budgets of the address and of the link. A network of IPv6 counts as one address, for each
     * household has billions.
     *
     * @param link whatever stands in the address of the page; it is kept only as a digest
     * @return false if either has asked too often
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public boolean allows(String address, String link) {
        return take("address:" + network(address)) && take("link:" + digest(link));
    }

    /** Forgets who has not asked for a while. */
    @Transactional
    public void forget() {
        jdbc.sql("delete from crm.visitor_budget where at < ?")
                .param(Timestamp.from(clock.instant().minus(FORGOTTEN_AFTER)))
                .update();
    }

    private boolean take(String visitor) {
        // One statement, so that two nodes cannot both take the last visit; nothing comes back where none is left.
        return jdbc.sql("""
                insert into crm.visitor_budget as b (visitor, tokens, at) values (:visitor, :burst - 1, :now)
                on conflict (visitor) do update set at = :now, tokens = least(:burst,
                    b.tokens + :perSecond * greatest(0, extract(epoch from (cast(:now as timestamptz) - b.at)))) - 1
                where least(:burst,
                    b.tokens + :perSecond * greatest(0, extract(epoch from (cast(:now as timestamptz) - b.at)))) >= 1
                returning 1
                """)
                .param("visitor", visitor)
                .param("burst", (double) BURST)
                .param("perSecond", PER_SECOND)
                .param("now", Timestamp.from(clock.instant()))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(Arrays.copyOf(parsed.getAddress(), 8))
                    : parsed.getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }

    private static String digest(String link) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(link.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
