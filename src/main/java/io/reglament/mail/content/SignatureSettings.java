package io.reglament.mail.content;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings {@code reglament.mail.signatures.*}.
 *
 * @param trustStore the issuers whose certificates are trusted: a file of certificates (PEM), or a PKCS#12 or JKS key
 *     store; null: no issuer is examined
 * @param trustStorePassword of the key store; null where it has none
 */
@ConfigurationProperties("reglament.mail.signatures")
record SignatureSettings(Path trustStore, String trustStorePassword) {}
