package io.reglament.signing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * HMAC-SHA-256 over short texts, one secret per purpose, so that a signature made for one purpose never serves another.
 * The secrets are made on first use and kept in the database, which all nodes share.
 */
@Service
public class Signer {

    /** 128 bits: short enough for a Message-ID's line, long enough that guessing is hopeless. */
    private static final int SIGNATURE_BYTES = 16;

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final Map<String, byte[]> secrets = new ConcurrentHashMap<>();

    Signer(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        // The caller's transaction may roll back; a cached secret must outlive it.
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** @return the signature of the text, 22 characters of base64url */
    public String sign(String purpose, String text) {
        return BASE64URL.encodeToString(mac(purpose, text));
    }

    /** Compares in constant time. */
    public boolean verify(String purpose, String text, String signature) {
        return MessageDigest.isEqual(
                sign(purpose, text).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] mac(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secrets.computeIfAbsent(purpose, this::load), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] load(String purpose) {
        return ownTransaction.execute(status -> loadOrCreate(purpose));
    }

    private byte[] loadOrCreate(String purpose) {
        byte[] fresh = new byte[32];
        new SecureRandom().nextBytes(fresh);
        jdbc.sql("insert into crm.signing_key (purpose, secret) values (?, ?) on conflict do nothing")
                .param(purpose)
                .param(fresh)
                .update();
        return jdbc.sql("select secret from crm.signing_key where purpose = ?")
                .param(purpose)
                .query(byte[].class)
                .single();
    }
}
